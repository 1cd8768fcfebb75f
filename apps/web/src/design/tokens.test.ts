import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The colours that a block of the sheet sets, by name. */
function colours(selector: string): Map<string, string> {
  const blocks = css.split('\n}\n').filter((block) => block.includes(`${selector} {`))
  const pairs = blocks.flatMap((block) => [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)])
  return new Map(pairs.map(([, name = '', value = '']) => [name, value]))
}

/** WCAG's relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

/** CIE lightness: how light a colour looks once everything is grey. */
const lightness = (hex: string) => 116 * Math.cbrt(luminance(hex)) - 16

const light = colours(':root')
const themes = [
  ['light', light],
  ['dark', new Map([...light, ...colours("[data-theme='dark']")])],
] as const

describe.each(themes)('in the %s theme', (_, theme) => {
  const of = (name: string) => theme.get(name) ?? ''

  test.each(['ink', 'soft', 'accent', 'correct', 'wrong', 'partial'])(
    '%s can be read on every surface',
    (name) => {
      for (const surface of ['paper', 'leaf', 'sunk'])
        expect(contrast(of(name), of(surface))).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(['correct', 'wrong', 'partial'])('%s and ink can be read on its wash', (name) => {
    expect(contrast(of(name), of(`${name}-wash`))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(of('ink'), of(`${name}-wash`))).toBeGreaterThanOrEqual(7)
  })

  test('the next step can be read, and controls and focus stand out', () => {
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5)
    for (const name of ['edge', 'focus'])
      expect(contrast(of(name), of('paper'))).toBeGreaterThanOrEqual(3)
  })
})

describe('the answer colours', () => {
  const answers = [1, 2, 3, 4].map((place) => light.get(`answer-${place}`) ?? '')

  test('carry their text', () => {
    answers.forEach((answer, index) =>
      expect(contrast(answer, light.get(`on-answer-${index + 1}`) ?? '')).toBeGreaterThanOrEqual(
        4.5,
      ),
    )
  })

  test('stay apart in grey', () => {
    const steps = answers.map(lightness).toSorted((a, b) => a - b)
    for (let index = 1; index < steps.length; index++)
      expect((steps[index] ?? 0) - (steps[index - 1] ?? 0)).toBeGreaterThan(14)
  })
})
