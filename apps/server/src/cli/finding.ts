/** What `quizmentor doctor` found of one thing. */
export interface Finding {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'bad'
  /** Where something is wrong, what to do as well. */
  readonly detail: string
}
