/** What the editor widget of each type gets. */
export interface EditorProps<Draft> {
  readonly draft: Draft
  /** `what` names what is changed: going on with it is one step to undo. */
  readonly onChange: (draft: Draft, what?: string) => void
}
