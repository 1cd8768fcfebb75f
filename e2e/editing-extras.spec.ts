import type { Page } from '@playwright/test'
import { newId } from '../apps/server/src/platform/ids.ts'
import { expectAccessible, pictureFile, post, workspaceOf } from './authoring.ts'
import { expect, test } from './product.ts'

const feedback = { right: 'Well done.', partly: 'Nearly.', wrong: 'Not at all.' }
const half = { credit: 0.5, feedback: 'Half of it.' }

/** Questions that say what few authors need, each with what its editor is to show of it. */
const questions = [
  {
    content: {
      type: 'short_text',
      stem: 'Who wrote the first program?',
      feedback,
      body: {},
      key: { accepted: ['Ada *'], wildcards: true, others: [{ accepted: ['Lovelace'], ...half }] },
    },
    shows: ['Lovelace', '50', 'Half of it.', 'Well done.', 'Nearly.', 'Not at all.'],
  },
  {
    content: {
      type: 'fill_in',
      stem: 'Fill in.',
      body: {
        text: '{{a}} and {{b}}',
        gaps: [{ id: 'a' }, { id: 'b', choices: ['Mars', 'Pluto'] }],
      },
      key: {
        gaps: {
          a: {
            accepted: ['pi'],
            others: [{ accepted: ['22/7'], ...half }],
            weight: 2,
            number: { value: 3.14, tolerance: 0.01 },
          },
          b: { accepted: ['Mars'], credits: [{ choice: 'Pluto', credit: 0.25 }] },
        },
      },
    },
    shows: ['22/7', 'Half of it.', '2', '3.14', '0.01', '25'],
  },
  {
    content: {
      type: 'numeric',
      stem: 'How far?',
      body: { units: [] },
      key: { value: 2000, others: [{ value: 1000, ...half }] },
    },
    shows: ['1000', '50', 'Half of it.'],
  },
  {
    content: {
      type: 'true_false',
      stem: 'It is so.',
      body: {},
      key: { truth: true, feedback: { false: 'But it is.' } },
    },
    shows: ['But it is.'],
  },
  {
    content: {
      type: 'single_choice',
      stem: 'Which is prime?',
      body: { options: ['91', '97'].map((text) => ({ id: `n${text}`, text })), shuffle: false },
      key: { choice: 'n97', credits: { n91: 0.25 }, feedback: { n91: 'Seven times thirteen.' } },
    },
    shows: ['Seven times thirteen.', '25'],
  },
]

test('what few authors need is shown, can be edited, and is stored unchanged otherwise', async ({
  browser,
  product,
}) => {
  const own = { storageState: product.owner, baseURL: product.program.url }
  const context = await browser.newContext(own)
  const page = await context.newPage()
  const workspace = await workspaceOf(page)
  const topicId = newId()
  await post(page, workspace, '/topics', { id: topicId, title: 'Extras' })
  for (const { content, shows } of questions) {
    const id = newId()
    const about = { topicId, difficulty: 3, bloom: 'remember' }
    await post(page, workspace, '/questions', { id, ...about, content })
    const before = await stored(page, workspace, id)
    await page.goto(`/w/${workspace}/bank/questions/${id}`)
    for (const value of shows) await expectField(page, value)
    await expectAccessible(page, `the editor of ${content.type}`)
    await page.getByLabel('Explanation', { exact: true }).fill('Because.')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect
      .poll(() => stored(page, workspace, id))
      .toEqual({ ...before, explanation: 'Because.' })
  }
  await page.getByText('Said after the answer').click()
  await page.getByLabel('To a right answer').fill('Quite so.')
  await page.getByLabel('Choice A counts (percent)').fill('75')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const last = page.url().split('/').at(-1) ?? ''
  await expect
    .poll(() => stored(page, workspace, last))
    .toMatchObject({ feedback: { right: 'Quite so.' }, key: { credits: expect.anything() } })
  await context.close()
})

test('a finger moves and sizes areas of a picture on a phone', async ({ browser, product }) => {
  const context = await browser.newContext({
    storageState: product.owner,
    baseURL: product.program.url,
    viewport: { width: 360, height: 800 },
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  const workspace = await workspaceOf(page)
  const src = `data:image/png;base64,${(await pictureFile(page)).toString('base64')}`
  const [topicId, id] = [newId(), newId()]
  await post(page, workspace, '/topics', { id: topicId, title: 'Points' })
  const area = {
    shape: 'polygon',
    points: [
      [40, 40],
      [160, 40],
      [100, 160],
    ].map(([x, y]) => ({ x, y })),
  }
  const image = { src, width: 400, height: 240, alt: 'A square and a circle' }
  const content = {
    type: 'select_point',
    stem: 'Where?',
    body: { image },
    key: { areas: [{ area }] },
  }
  await post(page, workspace, '/questions', { id, topicId, difficulty: 3, bloom: 'apply', content })
  await page.goto(`/w/${workspace}/bank/questions/${id}`)
  const corners = page.getByLabel('Corners')
  // A finger is as exact as the screen's pixels.
  const expectCorners = (...expected: readonly number[]) =>
    expect
      .poll(async () => {
        const numbers = (await corners.inputValue()).split(/[ ,]/).map(Number)
        return numbers.every((number, index) => Math.abs(number - (expected[index] ?? 0)) <= 3)
      })
      .toBe(true)
  await expectCorners(40, 40, 160, 40, 100, 160)
  const surface = page.locator('.cursor-crosshair.touch-none')
  await surface.scrollIntoViewIfNeeded()
  const finger = await context.newCDPSession(page)
  const touch = async (type: 'touchStart' | 'touchMove', [x, y]: readonly [number, number]) => {
    // Where it is now: what is above it may have grown.
    const box = await surface.boundingBox()
    if (box === null) throw new Error('the picture is nowhere')
    await finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [{ x: box.x + (x / 400) * box.width, y: box.y + (y / 240) * box.height }],
    })
  }
  const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
    await touch('touchStart', from)
    await touch('touchMove', to)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  await drag([100, 60], [200, 80])
  await expectCorners(140, 60, 260, 60, 200, 180)
  await drag([260, 60], [300, 100])
  await expectCorners(140, 60, 300, 100, 200, 180)
  // Nothing on the way is wider than the phone.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  await expectAccessible(page, 'areas on a phone')
  await page.getByRole('button', { name: /^Area 1, Polygon/ }).press('Delete')
  await expect(corners).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add a rectangle' })).toBeFocused()
  await context.close()
})

async function expectField(page: Page, value: string): Promise<void> {
  await expect
    .poll(() =>
      page
        .locator('input:visible, textarea:visible')
        .evaluateAll((fields) =>
          fields.map((field) =>
            field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
              ? field.value
              : '',
          ),
        ),
    )
    .toContain(value)
}

/** What a question says, as the server has it. */
async function stored(page: Page, workspace: string, id: string): Promise<object> {
  const address = `/api/v1/workspaces/${workspace}/questions/${id}`
  const question: unknown = await (await page.request.get(address)).json()
  if (typeof question !== 'object' || question === null || !('content' in question))
    throw new Error('there is no such question')
  const { content } = question
  return typeof content === 'object' && content !== null ? content : {}
}
