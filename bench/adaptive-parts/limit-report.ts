import { mostExposure, mostLoss, type LimitRow } from './limit.ts'
import { fixed, percent, tableOf, whole } from './markdown.ts'

/** The table of what limiting exposure costs, and in words whether that is little enough. */
export function limitLines(rows: readonly LimitRow[]): string[] {
  const count = rows[0]?.sets.count ?? 0
  return [
    `With no question in more than ${100 * mostExposure} % of the tests: MFI, EAP, prices of exposure calibrated once`,
    `for each length. “catR’s answers” is the one set of answers of the tables above. “${count} sets” are`,
    'further answers of the same people, drawn from the model; with and without limit a person gives',
    'the same answer to a question. “More” is the mean of the sets ± its standard error. “By standard',
    'errors” compares the root mean squares of the standard errors that the tests themselves give. “If',
    'abilities were known” is what a best solution would cost then: the scarcity of good questions',
    'alone, about the least that any control of exposure can cost.',
    '',
    ...tableOf(
      [
        'questions',
        'greatest exposure',
        'catR’s answers: RMSE',
        'without limit',
        'more',
        `${count} sets: RMSE`,
        'without limit',
        'more',
        'by standard errors, more',
        'if abilities were known, more',
      ],
      rows.map(({ length, maxExposure, reference, sets, scarcity }) => [
        whole(length),
        fixed(maxExposure, 3),
        fixed(reference.limited, 3),
        fixed(reference.free, 3),
        percent(reference.more),
        fixed(sets.limited, 3),
        fixed(sets.free, 3),
        `${(100 * sets.more).toFixed(1)} ± ${percent(sets.error)}`,
        percent(sets.moreExpected),
        scarcity === null ? '' : percent(scarcity),
      ]),
    ),
    '',
    ...verdict(rows),
    '',
  ]
}

/** A sentence a line, with nothing said that the figures don't say. */
function verdict(rows: readonly LimitRow[]): string[] {
  const goal = `less than ${100 * mostLoss} %`
  const over = (of: (limit: LimitRow) => number) =>
    rows.filter((limit) => of(limit) >= mostLoss).map(({ length }) => String(length))
  const missed = over(({ sets }) => sets.more)
  const missedOnce = over(({ reference }) => reference.more)
  return [
    `**Asked is ${goal}.** The mean over the sets is ${range(rows, ({ sets }) => sets.more)}: ` +
      (missed.length === 0 ? 'kept at every length.' : `not kept at ${listed(missed)} questions.`),
    `Single sets scatter around it with a standard deviation of ${range(rows, ({ sets }) => sets.spread)}.`,
    'catR’s answers are one such set; with them the cost is ' +
      (missedOnce.length === 0
        ? `${goal} at every length.`
        : `${100 * mostLoss} % or more at ${listed(missedOnce)} questions.`),
  ]
}

/** The least and the greatest of a share. */
function range(rows: readonly LimitRow[], of: (limit: LimitRow) => number): string {
  const shares = rows.map(of)
  return `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`
}

function listed(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
