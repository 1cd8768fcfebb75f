import type { Random } from '../question/parts.ts'
import { addAnswer, noAnswers, type Answers } from './answers.ts'
import { nextPart } from './balance.ts'
import { chooseBounded, type BoundedCriterion } from './bounded-choice.ts'
import { chooseMostInformative, informationIndex } from './information-index.ts'
import { estimateBy, type Estimate } from './method.ts'
import { observe } from './observe.ts'
import { newPosterior, reset, settle } from './posterior.ts'
import type { ItemPool } from './pool.ts'
import { holds } from './quadrature.ts'
import { barEnemies, barPassage, passageInHand } from './relations.ts'
import { fisherInformation } from './point-criteria.ts'
import { choose, nearest, priced, withinStep } from './select.ts'
import type { Candidates, Criterion } from './select.ts'
import { rankingOf, type SelectionRule } from './selection-rule.ts'
import type { Availability, TestDesign } from './test-design.ts'

/** One person's test after another's. */
export interface AdaptiveTest {
  /** Begins a test with nothing answered. */
  begin(availability?: Availability): void
  /** The item to ask next, or −1 where nothing is left. Chance comes from `random` alone. */
  next(random: Random): number
  /** Takes the answer to an item, with a score of 0 to 1, and gives the new estimate. */
  answer(item: number, score: number): Estimate
  /** What the most informative question left informs at the estimate; −1 where none is left. */
  bestInformation(): number
  /** How much fitter the item that would be asked next is than some drawn at random. */
  advantage(random: Random): number
  readonly answers: Answers
  /** Items in the order they were answered; the first `answers.count` entries are filled. */
  readonly asked: Int32Array
  /** How often each item was chosen in all tests, asked or not, where the design admits by chance. */
  readonly chosen: Uint32Array
}

/** A test of at most `longest` questions from a pool. */
export function adaptiveTest(pool: ItemPool, design: TestDesign, longest: number): AdaptiveTest {
  const { rule, quadrature, prior, start, exposure, relations, price } = design
  const answers = noAnswers(longest)
  const asked = new Int32Array(longest)
  const posterior = newPosterior(prior, quadrature)
  const index = informationIndex(pool)
  const barred = new Uint8Array(pool.size)
  const rejected = new Uint8Array(pool.size)
  const chosen = new Uint32Array(pool.size)
  const left = new Int32Array(pool.topicStart.length - 1)
  const allTopics = Array.from(left, (_, topic) => topic)
  const askedOf = new Int32Array(left.length)
  const ranking =
    rule.kind === 'MFI'
      ? null
      : rankingOf(rule, pool, quadrature, (given) => estimateBy(design, given).theta)
  let reserve: Uint8Array | undefined
  let theta = start
  let se = Infinity

  /** `null` where the information index finds the item. */
  function criterionNow(
    candidates: Candidates,
    random: Random,
  ): Criterion | BoundedCriterion | null {
    // As catR does, the first question is the most informative at `start`, whatever the rule.
    const isFirst = answers.count === 0 && !startsByItself.has(rule.kind) && price === undefined
    return ranking === null || isFirst
      ? null
      : ranking({ theta, se, posterior, answers, barred: candidates.barred, random })
  }

  /** The item that the rule prefers among the candidates. */
  function preferred(candidates: Candidates, random: Random): number {
    const found = criterionNow(candidates, random)
    if (found === null)
      return chooseMostInformative(index, theta, candidates, exposure, random, price)
    if (typeof found === 'object') return chooseBounded(candidates, found, exposure, random, price)
    const criterion = priced(found, price)
    if (rule.kind !== 'flow' || answers.count === 0)
      return choose(candidates, criterion, exposure, random)
    const previous = answers.b[answers.count - 1] ?? 0
    const near = withinStep(pool, previous, rule.step, criterion)
    const item = choose(candidates, near, exposure, random)
    return item >= 0 ? item : choose(candidates, nearest(pool, previous), exposure, random)
  }

  /** Sympson & Hetter (1985): what is chosen is asked with its probability, else not in this test. */
  function admitted(topics: readonly number[], random: Random): number {
    const { admission } = design
    const candidates = { pool, topics, barred }
    for (;;) {
      const item = preferred(candidates, random)
      if (admission === undefined || item < 0) return item
      chosen[item] = (chosen[item] ?? 0) + 1
      if (random() < (admission[item] ?? 1)) return item
      barred[item] = 1
      rejected[item] = 1
    }
  }

  function topicsNow(): readonly number[] {
    if (design.blueprint === undefined) return allTopics
    const part = nextPart(design.blueprint, askedOf, (topic) => (left[topic] ?? 0) > 0)
    return part < 0 ? allTopics : [part]
  }

  function countLeft(): void {
    left.fill(0)
    for (let item = 0; item < pool.size; item++) {
      if (barred[item] === 1) continue
      const topic = pool.topic[item] ?? 0
      left[topic] = (left[topic] ?? 0) + 1
    }
  }

  function anyOf(random: Random): number {
    if (design.blueprint !== undefined) countLeft()
    return admitted(topicsNow(), random)
  }

  /** Opens what was kept back, but for what this test has asked and what that excludes. */
  function release(kept: Uint8Array): void {
    for (let item = 0; item < pool.size; item++) if (kept[item] === 1) barred[item] = 0
    for (let at = 0; at < answers.count; at++) {
      barAfter(asked[at] ?? 0)
      if (relations) barPassage(relations, asked[at] ?? 0, barred)
    }
  }

  function barAfter(item: number): void {
    barred[item] = 1
    if (relations) barEnemies(relations, item, barred)
  }

  return {
    answers,
    asked,
    chosen,

    begin(availability = {}) {
      answers.count = 0
      askedOf.fill(0)
      rejected.fill(0)
      theta = start
      se = Infinity
      reset(posterior)
      reserve = availability.reserve
      if (availability.barred) barred.set(availability.barred)
      else barred.fill(0)
      if (reserve === undefined) return
      for (let item = 0; item < pool.size; item++) if (reserve[item] === 1) barred[item] = 1
    },

    next(random) {
      if (answers.count >= longest) return -1
      if (relations && answers.count > 0) {
        const passage = passageInHand(relations, asked, answers.count, barred)
        if (passage !== null) {
          const others = new Uint8Array(pool.size).fill(1)
          for (const item of passage) others[item] = 0
          return preferred({ pool, topics: allTopics, barred: others }, random)
        }
      }
      const item = anyOf(random)
      if (item >= 0) return item
      release(rejected)
      if (design.blueprint !== undefined) countLeft()
      const second = preferred({ pool, topics: topicsNow(), barred }, random)
      if (second >= 0 || reserve === undefined) return second
      release(reserve)
      reserve = undefined
      return anyOf(random)
    },

    bestInformation() {
      const item = chooseMostInformative(
        index,
        theta,
        { pool, topics: allTopics, barred },
        { among: 1, slack: 0 },
        () => 0,
      )
      return item < 0 ? -1 : -fisherInformation(pool, theta)(item)
    },

    advantage(random) {
      const candidates = { pool, topics: allTopics, barred }
      const found = criterionNow(candidates, random) ?? fisherInformation(pool, theta)
      const criterion = typeof found === 'object' ? found.exact : found
      const best = preferred(candidates, random)
      if (best < 0) return 0
      let unfit = 0
      for (let draw = 0; draw < draws; draw++)
        unfit += criterion(Math.floor(random() * pool.size)) / draws
      return Math.max(0, unfit - criterion(best))
    },

    answer(item, score) {
      const a = pool.a[item] ?? 1
      const b = pool.b[item] ?? 0
      const c = pool.c[item] ?? 0
      const d = pool.d[item] ?? 1
      asked[answers.count] = item
      addAnswer(answers, a, b, c, d, score)
      const topic = pool.topic[item] ?? 0
      askedOf[topic] = (askedOf[topic] ?? 0) + 1
      barAfter(item)
      if (relations && passageInHand(relations, asked, answers.count, barred) === null)
        barPassage(relations, item, barred)
      observe(posterior, a, b, c, d, score)
      settle(posterior)
      const isHeld = design.method === 'EAP' && holds(quadrature, posterior.sd)
      const ability = isHeld
        ? { theta: posterior.mean, se: posterior.sd }
        : estimateBy(design, answers)
      theta = ability.theta
      se = ability.se
      return ability
    },
  }
}

const draws = 20

const startsByItself: ReadonlySet<SelectionRule['kind']> = new Set([
  'flow',
  'progressive',
  'random',
])
