import { expect, test } from 'vitest'
import { withMedia } from './sample-media.ts'

const content = {
  stem: 'Look: ![A dot](media:dot.png) and ![gone](media:gone)',
  body: { image: { src: 'media:dot.png', width: 4 }, options: [{ text: 'media:dot.png' }, null] },
}

test('pictures stand in all texts of a question, also deep inside', () => {
  expect(withMedia(content, { 'dot.png': 'data:image/png;base64,AA==' })).toEqual({
    stem: 'Look: ![A dot](data:image/png;base64,AA==) and ![gone](media:gone)',
    body: {
      image: { src: 'data:image/png;base64,AA==', width: 4 },
      options: [{ text: 'data:image/png;base64,AA==' }, null],
    },
  })
})

test('what was given stays as it was', () => {
  withMedia(content, { 'dot.png': 'data:,' })
  expect(content.body.image.src).toBe('media:dot.png')
})
