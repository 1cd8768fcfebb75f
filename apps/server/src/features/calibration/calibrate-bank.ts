import { calibrate, type Calibration } from '@quizmentor/engine/calibration/calibrate'
import { linkOf, type Anchor, type Link } from '@quizmentor/engine/calibration/linking'
import { itemOf } from '@quizmentor/engine/calibration/parameters'
import { answerCounts, patternsOf } from '@quizmentor/engine/calibration/patterns'
import type { Priors } from '@quizmentor/engine/calibration/priors'
import { residualFit } from '@quizmentor/engine/calibration/residual-fit'
import { restCorrelations } from '@quizmentor/engine/calibration/rest-correlation'
import { standardErrors } from '@quizmentor/engine/calibration/standard-errors'
import type { BankAnswers, BankCalibration, BankQuestions } from './bank-answers.ts'
import { rateBank } from './rate-bank.ts'

/** Fewer people or answers than this tell too little to estimate all questions together. */
const fewestPeople = 50
const fewestAnswers = 1_000
/** What an author's guess of difficulty is worth, and how alike discriminations are. */
const spreadOfGuess = 1
const logSlope = { mean: 0, sd: 0.4 }
/** Parameters better known than by this many answers keep the scale; this many of them suffice. */
const anchorAnswers = 100
const fewestAnchors = 5

/** New parameters for a bank, on the scale it has; its present ones are not touched. */
export function calibrateBank(bank: BankAnswers): BankCalibration {
  const people = bank.start.length - 1
  return people < fewestPeople || bank.answers.length < fewestAnswers
    ? rateBank(bank)
    : fitBank(bank)
}

function fitBank({ questions, start, answers }: BankAnswers): BankCalibration {
  const patterns = patternsOf(
    questions.num.length,
    Array.from({ length: start.length - 1 }, (_, person) =>
      answers.subarray(start[person], start[person + 1]),
    ),
  )
  const priors: Priors = {
    logSlope,
    difficulty: { mean: questions.guess, sd: spreadOfGuess },
  }
  const fitted = calibrate(patterns, { model: '2PL', priors, tolerance: 1e-4 })
  const { logLikelihood, iterations, converged } = fitted
  const link = scaleOf(questions, fitted)
  const errors = standardErrors(fitted)
  const residual = residualFit(fitted)
  const rest = restCorrelations(fitted)
  const placed = new Set(fitted.freedom.placed)

  const column = (of: (item: number) => number, otherwise: Float64Array | number) =>
    questions.num.map((_, item) =>
      placed.has(item)
        ? of(item)
        : typeof otherwise === 'number'
          ? otherwise
          : (otherwise[item] ?? 0),
    )
  return {
    method: '2PL',
    people: patterns.persons,
    a: column((item) => itemOf(fitted.parameters, item)[0] / link.slope, questions.a),
    b: column((item) => link.slope * difficulty(fitted, item) + link.intercept, questions.b),
    aSe: column((item) => (errors.a[item] ?? NaN) / link.slope, NaN),
    bSe: column((item) => (errors.b[item] ?? NaN) * link.slope, questions.bSe),
    answers: answerCounts(patterns).answered,
    infit: column((item) => residual[item]?.infit ?? NaN, NaN),
    outfit: column((item) => residual[item]?.outfit ?? NaN, NaN),
    discrimination: column((item) => rest[item] ?? NaN, NaN),
    link,
    fit: { logLikelihood, iterations, converged },
  }
}

/** Keeps the scale that abilities are on already, by the questions that are well known there. */
function scaleOf({ a, b, counted }: BankQuestions, fitted: Calibration): Link {
  const anchors = fitted.freedom.placed.flatMap((item): Anchor[] => {
    if ((counted[item] ?? 0) < anchorAnswers) return []
    const [slope] = itemOf(fitted.parameters, item)
    return [
      {
        old: { a: a[item] ?? 1, b: b[item] ?? 0, c: 0 },
        new: { a: slope, b: difficulty(fitted, item), c: 0 },
      },
    ]
  })
  const link = anchors.length < fewestAnchors ? null : linkOf(anchors, 'stocking-lord')
  return link ?? { slope: 1, intercept: 0 }
}

function difficulty({ parameters }: Calibration, item: number): number {
  const [slope, intercept] = itemOf(parameters, item)
  return -intercept / slope
}
