import { expect, test } from 'vitest'
import { folded, keepImages, unfolded } from './images.ts'

const dot = 'data:image/png;base64,iVBORw0KGgo='

test('images stand aside while a text is edited, and come back unchanged', () => {
  const images = keepImages()
  const text = `See ![a dot](${dot}) and ![again](${dot} "twice"), not ![](https://example.org/x.png).`
  const short = folded(text, images)
  expect(short).toBe(
    'See ![a dot](image:1) and ![again](image:1 "twice"), not ![](https://example.org/x.png).',
  )
  expect(unfolded(short, images)).toBe(text)
})

test('a number without an image stays as it is written', () => {
  expect(unfolded('![x](image:7)', keepImages([dot]))).toBe('![x](image:7)')
})
