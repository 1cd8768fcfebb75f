interface Choice {
  readonly id: string
  /** Into how many gaps it may go; 0: any number. */
  readonly uses: number
}

type Filled = Readonly<Record<string, string>>

/** How many gaps hold a choice. */
export function usedIn(filled: Filled, choiceId: string): number {
  return Object.values(filled).filter((id) => id === choiceId).length
}

/**
 * The gaps once a choice is put into one, or, for `null`, taken out of it. A choice that is used up
 * leaves the gap it has been in longest.
 */
export function put(filled: Filled, gapId: string, choice: Choice | null): Record<string, string> {
  const others = Object.entries(filled).filter(([id]) => id !== gapId)
  if (choice === null) return Object.fromEntries(others)
  const left =
    choice.uses > 0 && usedIn(Object.fromEntries(others), choice.id) >= choice.uses
      ? others.toSpliced(
          others.findIndex(([, id]) => id === choice.id),
          1,
        )
      : others
  return Object.fromEntries([...left, [gapId, choice.id]])
}
