/** What the checker can find, and whether it stops publishing. */
export const severities = {
  stem_missing: 'error',
  topic_missing: 'error',
  options_too_few: 'error',
  options_too_many: 'error',
  key_missing: 'error',
  text_repeated: 'error',
  answer_empty: 'error',
  prompt_without_target: 'error',
  prompt_empty: 'error',
  gaps_missing: 'error',
  gap_repeated: 'error',
  gap_without_key: 'error',
  key_not_a_choice: 'error',
  key_unit_missing: 'error',
  source_title_missing: 'error',
  source_address_wrong: 'error',
  image_lost: 'error',
  too_long: 'error',
  not_storable: 'error',
  image_missing: 'error',
  spots_missing: 'error',
  area_empty: 'error',
  more_than_may_be_chosen: 'error',
  pair_incomplete: 'error',
  paired_with_itself: 'error',
  pairs_missing: 'error',
  pair_repeated: 'error',
  gap_without_image: 'error',
  nothing_to_fill: 'error',
  uses_too_few: 'error',
  scale_missing: 'error',
  scale_empty: 'error',
  step_longer_than_scale: 'error',
  step_too_small: 'error',
  key_not_on_scale: 'error',
  key_between_steps: 'error',
  credits_short_of_one: 'error',
  nothing_to_mark_by: 'warning',
  unit_without_factor: 'warning',
  key_by_length: 'warning',
  key_in_stem: 'warning',
  key_in_hint: 'warning',
  explanation_missing: 'warning',
  alt_missing: 'warning',
  hard_to_read: 'warning',
  long_for_screen: 'warning',
  statement_asks: 'warning',
  blank_left: 'warning',
} as const satisfies Record<string, 'error' | 'warning'>

export type FindingCode = keyof typeof severities

/** A fault or a weakness of a question, and the field where it is mended. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: 'error' | 'warning'
  /** The `id` of the field's element. */
  readonly field: string
}

export function finding(code: FindingCode, field: string): Finding {
  return { code, severity: severities[code], field }
}
