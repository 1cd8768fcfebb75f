/** The questions of a bank and the first answers to them, as columns that a worker is handed. */
export interface BankAnswers {
  readonly questions: BankQuestions
  /** Where the answers of each person begin; one more entry than people. */
  readonly start: Uint32Array
  /** Answer codes by the question's place in the columns, ascending within a person. */
  readonly answers: Uint32Array
  /** When each was given, in milliseconds. */
  readonly at: Float64Array
}

/** Columns of equal length. */
export interface BankQuestions {
  readonly num: Float64Array
  /** The current version. */
  readonly version: Float64Array
  /** Parameters as they are; of an edited question those of a new one. */
  readonly a: Float64Array
  readonly b: Float64Array
  readonly bSe: Float64Array
  /** How many answers those were estimated from. */
  readonly counted: Float64Array
  /** 1 where the parameters in force were estimated from answers to something else. */
  readonly edited: Uint8Array
  /** Difficulty b by the author's guess. */
  readonly guess: Float64Array
}

/** What a calibration makes of a bank: columns as long as the questions'. */
export interface BankCalibration {
  readonly method: '2PL' | 'rating'
  readonly people: number
  readonly a: Float64Array
  readonly b: Float64Array
  readonly aSe: Float64Array
  readonly bSe: Float64Array
  readonly answers: Float64Array
  readonly infit: Float64Array
  readonly outfit: Float64Array
  /** Correlation of right answers with the ability that the other answers tell of. */
  readonly discrimination: Float64Array
  readonly link: { readonly slope: number; readonly intercept: number }
  /** Only of 2PL. */
  readonly fit: {
    readonly logLikelihood: number
    readonly iterations: number
    readonly converged: boolean
  } | null
}
