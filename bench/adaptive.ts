import { readFile, writeFile } from 'node:fs/promises'
import { mostLoss } from './adaptive-parts/limit.ts'
import { measurePrecision } from './adaptive-parts/precision.ts'
import { reportOf } from './adaptive-parts/report.ts'
import { measureSpeed } from './adaptive-parts/speed.ts'
import { hasSharedData } from './prediction-parts/shared-data.ts'

const budget = { choicesPerSecondFrom10_000: 1_000, estimateMs: 0.1 }

/**
 * The adaptive engine: how fast it chooses and estimates beside a textbook loop, and how well each
 * selection measures beside catR on the same bank and people. A full run writes
 * `results/adaptive.md`, with what `npm run bench -- prediction` has written before at its end.
 */
export async function run({ quick }: { quick: boolean }) {
  const speed = measureSpeed(quick)
  const precision = hasSharedData()
    ? (['2PL', '3PL'] as const).map((model) => measurePrecision(model, quick))
    : []
  if (!quick) {
    const results = new URL('results/', import.meta.url)
    const prediction = await readFile(new URL('prediction.md', results), 'utf8').catch(() => '')
    await writeFile(new URL('adaptive.md', results), reportOf(speed, precision, prediction))
  }
  const of = (size: number) => speed.sizes.find(({ questions }) => questions === size)
  const middle = of(10_000)
  return {
    speed: {
      ...Object.fromEntries(
        speed.sizes.map(({ questions, rules, textbook }) => [
          `from ${questions.toLocaleString('en-GB')} questions`,
          { ...rules, textbook },
        ]),
      ),
      'estimate from 40 answers': speed.estimate,
      timesFasterThanTextbook: {
        choice: (middle?.textbook.p50Ms ?? NaN) / (middle?.rules['MFI']?.p50Ms ?? NaN),
        estimate: speed.estimate.textbook.p50Ms / speed.estimate.ours.p50Ms,
      },
    },
    budget: {
      ...budget,
      kept:
        (middle?.rules['MFI']?.perSecond ?? 0) >= budget.choicesPerSecondFrom10_000 &&
        speed.estimate.ours.p50Ms <= budget.estimateMs,
    },
    precision:
      precision.length === 0
        ? 'the reference data are not on this machine'
        : Object.fromEntries(
            precision.map(({ model, people, rows, limited, flowForRandom }) => [
              model,
              {
                people,
                'RMSE after 40': Object.fromEntries(
                  rows.map(({ name, at }) => [name, at.at(-1)?.rmse]),
                ),
                'exposure up to 0.3': Object.fromEntries(
                  limited.map(({ length, maxExposure, reference, sets, scarcity }) => [
                    `${length} questions`,
                    {
                      maxExposure,
                      moreRmse: sets.more,
                      standardError: sets.error,
                      moreRmseWithAnswersOfCatR: reference.more,
                      moreByStandardErrors: sets.moreExpected,
                      ...(scarcity !== null && { moreIfAbilitiesWereKnown: scarcity }),
                      // A hundred people are too few to tell.
                      ...(!quick && { kept: sets.more < mostLoss }),
                    },
                  ]),
                ),
                flowQuestionsForPrecisionOf40Random: flowForRandom,
              },
            ]),
          ),
    jsCAT: 'not in this run: it depends on a package on GitHub',
  }
}
