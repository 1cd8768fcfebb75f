import { questionTypes } from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import type { AnswerDraft } from '../../questions/draft.ts'
import { newPart, type Part } from '../../questions/part.ts'
import { check } from './check.ts'
import { blankQuestion, readQuestion, type QuestionDraft } from './draft.ts'
import { keepImages } from '../../questions/editing/images.ts'
import { field } from '../../questions/editing/fields.ts'
import { starterQuestions } from './starter-for-tests.ts'

function parts(...texts: string[]): Part[] {
  return texts.map((text, index) => ({ id: 'abcdefghijklm'.charAt(index), text }))
}

function draft(change: Partial<QuestionDraft>): QuestionDraft {
  return {
    ...blankQuestion('single_choice', 'topic'),
    stem: 'Which city is the capital of Norway?',
    explanation: 'It has been since 1814.',
    answer: single('b', 'Bergen', 'Oslo', 'Trondheim'),
    ...change,
  }
}

function single(right: string | null, ...texts: string[]): AnswerDraft {
  return { type: 'single_choice', options: parts(...texts), right, shuffle: true }
}

function found(change: Partial<QuestionDraft>) {
  return check(draft(change), keepImages()).map(({ code, field: at }) => `${code} ${at}`)
}

describe('the checker', () => {
  test('is silent about a sound question', () => {
    expect(found({})).toEqual([])
  })

  test('names every blank question’s faults, whatever its type, and leads to fields', () => {
    for (const type of questionTypes) {
      const findings = check(blankQuestion(type, null), keepImages())
      const faults = findings.filter(({ severity }) => severity === 'error').length
      // A card without a model answer is weak, not faulty.
      expect(faults).toBeGreaterThanOrEqual(type === 'extended_text' ? 2 : 3)
      expect(findings.every(({ field: at }) => at.startsWith('field-'))).toBe(true)
    }
  })

  test('finds no fault in the starter content', () => {
    const faults = starterQuestions.flatMap(({ ref, source, ...question }) => {
      const images = keepImages()
      const { draft: opened } = readQuestion(
        { ...question, topicId: 'topic', source: source ?? null },
        images,
      )
      return check(opened, images)
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => `${ref} ${code}`)
    })
    expect(faults).toEqual([])
  })

  test('finds a missing key, also where the key is an empty choice', () => {
    expect(found({ answer: single(null, 'Bergen', 'Oslo') })).toEqual([`key_missing ${field.key}`])
    expect(found({ answer: single('c', 'Bergen', 'Oslo', '') })).toContain(
      `key_missing ${field.key}`,
    )
  })

  test('finds choices that are the same', () => {
    expect(found({ answer: single('a', 'Oslo', 'Bergen', ' Oslo ') })).toEqual([
      `text_repeated ${field.part('c')}`,
    ])
  })

  test.each([
    ['Oslo, which has been the capital since 1814', 'Bergen', 'Trondheim', 'Stavanger'],
    [
      'Oslo',
      'Bergen, on the rainy west coast',
      'Trondheim, far to the north',
      'Stavanger with its oil',
    ],
  ])('notices that “%s” is given away by its length', (...texts) => {
    expect(found({ answer: single('a', ...texts) })).toEqual([`key_by_length ${field.part('a')}`])
  })

  test('notices that the stem or a hint says the answer', () => {
    const answer: AnswerDraft = {
      type: 'short_text',
      match: { accepted: parts('mercury'), caseSensitive: false, accentSensitive: false, typos: 1 },
    }
    const hint = newPart('It is *Mercury*.')
    expect(found({ answer, stem: 'Is mercury liquid?', hints: [hint] })).toEqual([
      `key_in_stem ${field.stem}`,
      `key_in_hint ${field.part(hint.id)}`,
    ])
    expect(found({ answer, stem: 'What is mercurial?' })).toEqual([])
  })

  test('asks for an explanation, for words beside images, and for a source’s title', () => {
    expect(found({ explanation: ' ' })).toEqual([`explanation_missing ${field.explanation}`])
    expect(found({ stem: 'What is this? ![](/a.png)' })).toEqual([`alt_missing ${field.stem}`])
    expect(found({ source: { title: '', url: 'https://example.org' } })).toEqual([
      `source_title_missing ${field.sourceTitle}`,
    ])
    expect(found({ source: { title: 'A book', url: 'javascript:alert(1)' } })).toEqual([
      `source_address_wrong ${field.sourceUrl}`,
    ])
  })

  test('finds sentences that are hard to read, in any language', () => {
    const hard = `Unter Berücksichtigung der außerordentlichen verfassungsrechtlichen Besonderheiten
      föderaler Zuständigkeitsverteilungen, insbesondere hinsichtlich konkurrierender
      Gesetzgebungskompetenzen, Verwaltungsvereinbarungen, Finanzverfassungsbestimmungen sowie
      Mitwirkungsrechten untergeordneter Gebietskörperschaften und internationaler Verpflichtungen,
      welche gegebenenfalls ergänzender völkerrechtlicher Ratifizierungsverfahren bedürfen, stellt
      sich grundsätzlich welche Frage nach übergeordneten Zuständigkeiten?`
    expect(found({ stem: hard })).toContain(`hard_to_read ${field.stem}`)
  })

  test('leads to the unit that lacks its factor and to the pair that lacks its partner', () => {
    const units = [
      { id: 'm', name: 'm', factor: null },
      { id: 'km', name: 'km', factor: null },
    ]
    const numeric: AnswerDraft = {
      type: 'numeric',
      value: 5,
      tolerance: { kind: 'absolute', amount: 0 },
      units,
      unit: 'm',
    }
    expect(found({ answer: numeric })).toEqual([`unit_without_factor ${field.part('km')}`])
    expect(found({ answer: { ...numeric, unit: null } })[0]).toBe(`key_unit_missing ${field.key}`)
    const matching: AnswerDraft = {
      type: 'matching',
      prompts: parts('pascal', 'ohm'),
      targets: [
        { id: 'x', text: 'pressure' },
        { id: 'y', text: '' },
      ],
      pairs: { a: 'x', b: 'y' },
      rule: 'partial',
    }
    expect(found({ answer: matching })).toContain(`prompt_without_target ${field.part('y')}`)
  })

  test('finds gaps without an answer, used twice, or none at all', () => {
    const gap = (id: string, accepted: string, ...choices: string[]) => ({
      id,
      choices: choices.map((text, index) => ({ id: `${id}${index}`, text })),
      match: {
        accepted: [{ id: `k${id}`, text: accepted }],
        caseSensitive: false,
        accentSensitive: false,
        typos: 0,
      },
    })
    const fillIn = (text: string, ...gaps: ReturnType<typeof gap>[]): Partial<QuestionDraft> => ({
      answer: { type: 'fill_in', text, gaps, rule: 'partial' },
    })
    expect(found(fillIn('No gap.'))).toEqual([`gaps_missing ${field.text}`])
    expect(found(fillIn('A {{1}}.', gap('1', '')))).toEqual([`gap_without_key ${field.part('1')}`])
    expect(found(fillIn('A {{1}} {{1}}.', gap('1', 'x')))).toContain(`gap_repeated ${field.text}`)
    expect(found(fillIn('A {{1}}.', gap('1', 'x', 'y', 'z')))).toEqual([
      `key_not_a_choice ${field.part('1')}`,
    ])
  })

  test('says that a text is too long once its images are counted', () => {
    const images = keepImages([`data:image/png;base64,${'A'.repeat(20_000)}`])
    const findings = check(draft({ stem: 'What is this? ![a dot](image:1)' }), images)
    expect(findings).toContainEqual({ code: 'too_long', severity: 'error', field: field.stem })
  })
})
