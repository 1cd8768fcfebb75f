import { isGood, type Outcome } from './scenario.ts'

/** What scenarios were like, in Markdown. */
export function report(outcomes: readonly Outcome[], at: Date): string {
  const lines = [
    '# What was broken, and what came of it',
    '',
    `${at.toISOString()}, ${summary(outcomes)}.`,
    '',
    '| scenario | what came of it | seed | s |',
    '| --- | --- | --- | --- |',
    ...outcomes.map(
      (outcome) =>
        `| ${outcome.title} | ${verdict(outcome)} | ${outcome.seed} | ${outcome.seconds.toFixed(0)} |`,
    ),
    ...outcomes.flatMap(inFull),
  ]
  return `${lines.join('\n')}\n`
}

export function summary(outcomes: readonly Outcome[]): string {
  const skipped = outcomes.filter((outcome) => outcome.skipped !== '')
  const failed = outcomes.filter((outcome) => !isGood(outcome))
  const good = outcomes.length - skipped.length - failed.length
  return `${good} as they should be, ${failed.length} not, ${skipped.length} skipped`
}

export function verdict(outcome: Outcome): string {
  if (outcome.skipped !== '') return `skipped: ${outcome.skipped}`
  if (isGood(outcome)) return 'as it should be'
  if (outcome.broke !== '') return 'broke off'
  const missed = outcome.asked.filter(({ isKept }) => !isKept).length
  return `${missed} of ${outcome.asked.length} not kept, ${outcome.faults.length} faults`
}

function inFull(outcome: Outcome): string[] {
  const { title, name, seed, done, figures, asked, faults, broke } = outcome
  return [
    '',
    `## ${title}`,
    '',
    `\`npm run faults -- ${name} --seed ${seed}\`: ${verdict(outcome)}.`,
    '',
    ...done.map((each, index) => `${index + 1}. ${each}`),
    ...(Object.keys(figures).length > 0 ? ['', '| figure | |', '| --- | --- |'] : []),
    ...Object.entries(figures).map(([what, value]) => `| ${what} | ${value} |`),
    ...(asked.length > 0
      ? ['', '| asked | wanted | measured | kept |', '| --- | --- | --- | --- |']
      : []),
    ...asked.map(
      ({ what, wanted, measured, isKept }) =>
        `| ${what} | ${wanted} | ${measured} | ${isKept ? 'yes' : '**no**'} |`,
    ),
    ...(faults.length > 0 ? ['', 'Faults:', ''] : []),
    ...faults.slice(0, 30).map((fault) => `- ${fault.slice(0, 400)}`),
    ...(faults.length > 30 ? [`- and ${faults.length - 30} more`] : []),
    ...(broke === '' ? [] : ['', '```', broke, '```']),
  ]
}
