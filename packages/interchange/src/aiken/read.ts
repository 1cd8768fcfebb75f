import type { Found, Skipped, Warning } from '../found.ts'
import { linesOf } from '../lines.ts'
import { choiceOf } from '../moodle-answers.ts'
import { plainToMarkdown } from '../moodle-text.ts'
import { toFound } from '../question.ts'
import type { Source } from '../source.ts'
import { decoded } from '../text.ts'

/** A question while its lines come in. */
interface Open {
  readonly line: number
  readonly stem: string[]
  /** Each with its lines. */
  readonly options: string[][]
  /** Of the lines that it goes on with, in characters. */
  length: number
}

// More than any question has; what is longer must not fill the memory before it is refused.
const mostLength = 100_000
const mostOptions = 100

const option = /^([A-Z])[).][ \t]?(.*)$/
const answer = /^ANSWER\s*[:：]\s*(.*)$/i

/**
 * The questions of an Aiken file, as Moodle 4.5 reads it: a stem, options `A)` or `A.`, and
 * `ANSWER: B`. Beyond that, stems and options may go on over lines, and several letters make a
 * question with several right options.
 * @throws {UnreadableFile} `not_text`
 */
export async function* readAiken(source: Source): AsyncGenerator<Found> {
  const warnings: Warning[] = []
  const reader = new Reader()
  let line = 0
  for await (const lines of linesOf(decoded(source, (warning) => warnings.push(warning)))) {
    yield* warnings.splice(0)
    for (const text of lines) yield* reader.read(text.trim(), ++line)
  }
  yield* warnings
  yield* reader.end()
}

class Reader {
  private open: Open | null = null
  /** Whether this paragraph holds lines that belong to no question; told once. */
  private strays = false
  private afterBlank = true;

  public *read(text: string, line: number): Generator<Found> {
    if (text === '') {
      this.strays = false
      this.afterBlank = true
      return
    }
    // As Moodle has it: a dot or a dash alone says nothing.
    if (/^[^\p{L}]$/u.test(text)) return
    const wasBlank = this.afterBlank
    this.afterBlank = false
    const key = answer.exec(text)
    const [, letter, said] = option.exec(text) ?? []
    if (key !== null) yield* this.close(key[1] ?? '', line)
    else if (letter !== undefined && said !== undefined)
      yield* this.addOption(letter, said.trim(), text, line)
    else yield* this.addText(text, line, wasBlank)
  }

  public *end(): Generator<Found> {
    if (this.open !== null) yield notCompleted(this.open)
  }

  private *close(letters: string, line: number): Generator<Found> {
    if (this.open === null) yield* this.stray(line)
    else yield questionOf(this.open, letters)
    this.open = null
  }

  private *addOption(letter: string, said: string, text: string, line: number): Generator<Found> {
    const { open } = this
    if (open === null) {
      // "E. coli is …" is a stem.
      if (letter === 'A' || this.strays) yield* this.stray(line)
      else this.open = { line, stem: [text], options: [], length: 0 }
      return
    }
    if (letter === 'A' && open.options.length > 0) {
      const last = open.options.at(-1) ?? []
      const stem = last.length > 1 ? last.pop() : undefined
      yield notCompleted(open)
      this.open =
        stem === undefined ? null : { line: line - 1, stem: [stem], options: [[said]], length: 0 }
      this.strays = stem === undefined
      return
    }
    if (open.options.length < mostOptions) open.options.push([said])
  }

  private *addText(text: string, line: number, afterBlank: boolean): Generator<Found> {
    const { open } = this
    if (open !== null && !afterBlank) {
      open.length += text.length
      if (open.length > mostLength) return
      const last = open.options.at(-1)
      if (last === undefined) open.stem.push(text)
      else last.push(text)
      return
    }
    if (open !== null) yield notCompleted(open)
    this.open = { line, stem: [text], options: [], length: 0 }
  }

  private *stray(line: number): Generator<Skipped> {
    if (!this.strays)
      yield {
        kind: 'skipped',
        where: `line ${line}`,
        code: 'no_stem',
        reason: 'An option or an answer stands before any question.',
      }
    this.strays = true
  }
}

function notCompleted({ line }: Open): Skipped {
  return {
    kind: 'skipped',
    where: `line ${line}`,
    code: 'not_completed',
    reason: 'The question has no line ANSWER before the next one begins.',
  }
}

function questionOf({ line, stem, options }: Open, letters: string): Found {
  const where = `line ${line}`
  const several = /^[A-Z](?:\s*(?:[,;&]|and)\s*[A-Z])+\s*\.?$/i.test(letters)
  const right = new Set(
    (several ? letters.replace(/and/gi, ' ') : letters.slice(0, 1)).toUpperCase().match(/[A-Z]/g),
  )
  const last = String.fromCodePoint(64 + options.length)
  if (right.size === 0 || [...right].some((letter) => letter > last))
    return { kind: 'skipped', where, code: 'no_key', reason: 'Its answer is none of its options.' }
  const made = choiceOf(
    options.map((lines, index) => ({
      text: plainToMarkdown(lines.join('\n')),
      fraction: right.has(String.fromCodePoint(65 + index))
        ? several
          ? 1 / right.size
          : 1
        : several
          ? -1 / right.size
          : 0,
      feedback: '',
    })),
    !several,
  )
  if ('refused' in made) return { kind: 'skipped', where, ...made.refused }
  const { type, body, key } = made
  return toFound({ where, content: { type, stem: plainToMarkdown(stem.join('\n')), body, key } })
}
