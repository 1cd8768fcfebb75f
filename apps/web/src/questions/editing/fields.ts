/** The element ids of an editor's fields, so that a finding can lead to its place. */
export const field = {
  stem: 'field-stem',
  topic: 'field-topic',
  key: 'field-key',
  text: 'field-text',
  explanation: 'field-explanation',
  sourceTitle: 'field-source-title',
  sourceUrl: 'field-source-url',
  tags: 'field-tags',
  add: 'field-add',
  picture: 'field-picture',
  alt: 'field-alt',
  most: 'field-most',
  scale: 'field-scale',
  model: 'field-model',
  said: (outcome: string) => `field-said-${outcome}`,
  part: (id: string) => `field-part-${id}`,
} as const

/** Leads to a field: into view, out of what is folded, and the focus on it or on the first thing in it that takes it. */
export function goToField(id: string): void {
  const element = document.getElementById(id)
  if (element === null) return
  // What is folded away takes no focus.
  for (let at: Element | null = element; at !== null; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true
  const takesFocus = 'input, textarea, select, button, [tabindex]'
  const target = element.matches(takesFocus) ? element : element.querySelector(takesFocus)
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
  element.scrollIntoView({ block: 'center' })
}
