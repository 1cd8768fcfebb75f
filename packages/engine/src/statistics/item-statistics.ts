import { questionMarks, type Marks } from './marks.ts'
import { correlation, mean, variance } from './moments.ts'

/** Classical statistics of one question. NaN where there are too few answers, or no spread. */
export interface ItemStatistics {
  /** How many people were asked it. */
  readonly people: number
  /** The mean share of its marks that was given, 0 to 1: the proportion right. */
  readonly facility: number
  /** Of the marks. */
  readonly sd: number
  /**
   * The correlation of its mark with the share of the other questions' marks: the corrected
   * point-biserial, or item-rest correlation (Lord and Novick, 1968).
   */
  readonly discrimination: number
}

/**
 * Of each question. Where people were asked different questions, each is held against what the
 * same people got on theirs.
 */
export function itemStatistics(marks: Marks): ItemStatistics[] {
  return questionMarks(marks).map(({ own, rest }, question) => {
    const both = [...own.keys()].filter((at) => !Number.isNaN(rest[at]))
    return {
      people: own.length,
      facility: mean(own) / (marks.most[question] ?? NaN),
      sd: Math.sqrt(variance(own)),
      discrimination: correlation(
        both.map((at) => own[at] ?? NaN),
        both.map((at) => rest[at] ?? NaN),
      ),
    }
  })
}
