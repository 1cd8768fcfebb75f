import type { Found, Warning } from '../found.ts'
import { linesOf } from '../lines.ts'
import { lossOf, markdownOf } from '../moodle-text.ts'
import { toFound } from '../question.ts'
import type { Source } from '../source.ts'
import { decoded } from '../text.ts'
import { isQuestion, madeOf, partsOf, text, type Parts } from './question.ts'
import { Sections, type Section } from './sections.ts'

/**
 * The questions of a Markdown file. A question is a heading or a numbered item, with what follows:
 *
 * ```markdown
 * # Astronomy                      a heading above questions is a category
 * ## Which planet is largest?      the stem; paragraphs below belong to it
 * - [ ] Mars
 * - [x] Jupiter                    several ticks: several are right
 *   > It has a mass of 318 Earths. what is said to whoever chose it
 * > Jupiter outweighs the others.  the explanation, as is `Explanation: …`
 * ```
 *
 * Instead of the list: `Answer: true`, `Answer: 9.81 ± 0.02`, `Answer: Rome | Roma`, or pairs to be
 * matched, `- prompt -> target`. `Hint:` and `Tags:` are read as well.
 * @throws {UnreadableFile} `not_text`
 */
export async function* readMarkdown(source: Source): AsyncGenerator<Found> {
  const warnings: Warning[] = []
  const sections = new Sections()
  const reader = new Reader()
  for await (const lines of linesOf(decoded(source, (warning) => warnings.push(warning)))) {
    yield* warnings.splice(0)
    for (const line of lines) {
      const section = sections.add(line)
      if (section !== null) yield* reader.read(section)
    }
  }
  yield* warnings
  yield* reader.read(sections.end())
}

class Reader {
  private titles: { level: number; title: string }[] = []
  /** Of the numbered items below a heading. */
  private last: 'question' | 'text' | null = null;

  public *read(section: Section): Generator<Found> {
    const { line, level, title } = section
    const parts = partsOf(section)
    const where = `line ${line}`
    if (isQuestion(parts)) {
      this.last = 'question'
      yield questionOf(parts, where, this.path(level))
      return
    }
    if (level > 0) {
      this.last = null
      this.titles = [...this.titles.filter((each) => each.level < level), { level, title }]
      const description = text(section.lines)
      yield { kind: 'category', where, path: this.titles.map((each) => each.title), description }
      return
    }
    const said = text(parts.stem)
    if (said === '') return
    if (title !== '' && (this.last === 'question' || asks(said))) {
      const reason = 'It has no options with boxes and no answer.'
      yield { kind: 'skipped', where, code: 'no_key', reason }
      return
    }
    // One notice is enough for a list of rules.
    const isTold = title !== '' && this.last === 'text'
    this.last = 'text'
    if (isTold) return
    const beginning = said.replace(/\s+/g, ' ').slice(0, 80)
    const reason =
      title === ''
        ? `A text that asks nothing was left out: “${beginning}”.`
        : `Numbered texts that ask nothing were left out: “${beginning}”.`
    yield { kind: 'warning', where, code: 'not_a_question', reason }
  }

  private path(level: number): string[] {
    const above = level === 0 ? this.titles : this.titles.filter((each) => each.level < level)
    return above.map(({ title }) => title)
  }
}

/** Whether a text without an answer looks as if somebody were asked something. */
function asks(said: string): boolean {
  return /[?？؟:…]\W*$|\?\s|_{3,}/.test(said)
}

function questionOf(parts: Parts, where: string, category: readonly string[]): Found {
  const made = madeOf(parts)
  if ('refused' in made) return { kind: 'skipped', where, ...made.refused }
  const lost = new Set<string>()
  const { told, ...part } = made
  const stem = markdownOf(text(parts.stem), 'markdown', lost)
  const loss = lossOf(lost)
  return toFound({
    where,
    category,
    tags: parts.tags,
    content: {
      ...part,
      stem,
      explanation: markdownOf(text(parts.explanation), 'markdown', lost),
      hints: parts.hints.slice(0, 5),
    },
    notices: [...told, ...(loss === null ? [] : [loss])].map((notice) => ({ where, ...notice })),
  })
}
