import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { newId } from '../apps/server/src/platform/ids.ts'
import { expect, signUp, test } from './product.ts'

test('an author draws a hotspot and sets a slider, a learner answers each by keyboard', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const author = await context.newPage()
  await author.goto(product.program.url)
  await author.waitForURL(/\/w\//)
  const workspace = new URL(author.url()).pathname.split('/')[2] ?? ''
  const topics = { hotspot: newId(), slider: newId() }
  for (const [title, id] of Object.entries(topics))
    await post(author, workspace, '/topics', { id, title })

  await author.goto(`/w/${workspace}/bank?topic=${topics.hotspot}`)
  await author.getByRole('button', { name: 'New question' }).first().click()
  await author.getByRole('menuitem', { name: 'Hotspot' }).click()
  await author.getByLabel('Question', { exact: true }).fill('Where is the circle?')
  await author
    .locator('input[type=file][aria-label="Choose a picture"]')
    .setInputFiles({ name: 'shapes.png', mimeType: 'image/png', buffer: await pictureFile(author) })
  await author.getByLabel('What the picture shows').fill('A square and a circle')
  // One place is drawn, the other set in numbers.
  const surface = author.locator('.cursor-crosshair.touch-none')
  await surface.scrollIntoViewIfNeeded()
  const box = await surface.boundingBox()
  if (box === null) throw new Error('the picture is nowhere')
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const
  await author.mouse.move(...at(0.1, 0.2))
  await author.mouse.down()
  await author.mouse.move(...at(0.3, 0.5))
  await author.mouse.move(...at(0.4, 0.8))
  await author.mouse.up()
  await author.getByText('Ellipse', { exact: true }).click()
  await author.getByRole('button', { name: 'Add an ellipse' }).click()
  const second = author.getByRole('group', { name: 'Place 2' })
  await second.getByLabel('From the left').fill('300')
  await second.getByLabel('From the top').fill('120')
  await second.getByRole('checkbox', { name: 'Place 2 is right' }).check()
  await second.getByLabel('What it is called').fill('On the right')
  await expectAccessible(author, 'the editor of a hotspot')
  await publish(author)

  await author.goto(`/w/${workspace}/bank/questions/${newId()}?new=slider&topic=${topics.slider}`)
  await author.getByLabel('Question', { exact: true }).fill('How many planets?')
  await author.getByLabel('To', { exact: true }).fill('20')
  await author.getByLabel('Right number').fill('25')
  await author.getByRole('button', { name: 'Publish' }).click()
  await expect(author.getByText('The right number isn’t on the scale.').first()).toBeVisible()
  await author.getByLabel('Right number').fill('8')
  await expectAccessible(author, 'the editor of a slider')
  await publish(author)
  await context.close()

  const learner = await browser.newContext({ baseURL: product.program.url })
  const page = await learner.newPage()
  await signUp(page, 'Lena Learner')

  await practise(page, workspace, topics.hotspot)
  const place = page.getByRole('button', { name: /On the right/ })
  await expect(place).toBeVisible()
  await expectAccessible(page, 'a hotspot')
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { name: 'Place 1', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await place.focus()
  await page.keyboard.press('Space')
  await expect(place).toHaveAttribute('aria-pressed', 'true')
  await checkByKeyboard(page)
  await expectAccessible(page, 'a hotspot, answered')

  await practise(page, workspace, topics.slider)
  const slider = page.getByRole('slider', { name: 'Your number' })
  await expect(page.getByRole('button', { name: 'Check' })).toBeDisabled()
  await expectAccessible(page, 'a slider')
  await slider.focus()
  await page.keyboard.press('Home')
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight')
  await expect(slider).toHaveValue('8')
  await checkByKeyboard(page)
  await expectAccessible(page, 'a slider, answered')
  await learner.close()
})

test('points, pairs, gaps and texts of one’s own are answered by keyboard', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const page = await context.newPage()
  await page.goto(product.program.url)
  await page.waitForURL(/\/w\//)
  const workspace = new URL(page.url()).pathname.split('/')[2] ?? ''
  const picture = `data:image/png;base64,${(await pictureFile(page)).toString('base64')}`

  await ask(page, workspace, {
    type: 'select_point',
    stem: 'Where is the middle?',
    body: { image: { src: picture, width: 400, height: 240, alt: 'A square and a circle' } },
    key: { areas: [{ area: { shape: 'ellipse', x: 200, y: 120, rx: 30, ry: 30 } }] },
  })
  const cross = page.getByRole('button', { name: /^Picture to set points in/ })
  await cross.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByText('53% across, 46% down').first()).toBeVisible()
  await expectAccessible(page, 'a point')
  await page.getByRole('button', { name: 'Take back Point 1' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Check' })).toBeDisabled()
  await cross.press('Enter')
  await checkByKeyboard(page)
  await expectAccessible(page, 'a point, answered')

  await ask(page, workspace, {
    type: 'associate',
    stem: 'What belongs together?',
    body: {
      options: ['cat', 'kitten', 'dog', 'puppy'].map((id) => ({ id, text: id })),
      most: 2,
    },
    key: {
      pairs: [
        ['cat', 'kitten'],
        ['dog', 'puppy'],
      ],
    },
  })
  for (const name of ['kitten', 'cat', 'dog', 'cat'])
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).press('Enter')
  await page.getByRole('button', { name: 'Take apart: dog and cat' }).press('Enter')
  for (const name of ['dog', 'puppy'])
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).press('Space')
  await expectAccessible(page, 'pairs')
  await checkByKeyboard(page)
  await expectAccessible(page, 'pairs, answered')

  await ask(page, workspace, {
    type: 'gap_match',
    stem: 'Complete it.',
    body: {
      text: 'The {{1}} chases the {{2}}.',
      choices: ['cat', 'mouse', 'cheese'].map((id) => ({ id, text: id })),
      gaps: [{ id: '1' }, { id: '2' }],
    },
    key: { gaps: { 1: ['cat'], 2: ['mouse'] } },
  })
  // Picked and put, and chosen from the gap's own list.
  const choices = page.getByRole('group', { name: 'Choices' })
  await choices.getByRole('button', { name: 'cat' }).press('Enter')
  await page.getByRole('button', { name: /Gap 1/ }).press('Enter')
  await expect(page.getByRole('button', { name: /Gap 1/ })).toContainText('cat')
  await page.getByRole('button', { name: /Gap 2/ }).press('Enter')
  await page.getByRole('option', { name: 'mouse' }).press('Enter')
  await expect(page.getByRole('button', { name: /Gap 2/ })).toContainText('mouse')
  await expectAccessible(page, 'gaps')
  await checkByKeyboard(page)
  await expectAccessible(page, 'gaps, answered')

  await ask(page, workspace, {
    type: 'extended_text',
    stem: 'Why is the sky blue?',
    body: { lines: 3, mostWords: 50 },
    key: {
      model: 'Short waves are scattered more.',
      rubric: [
        { id: 'a', text: 'Names scattering', points: 1 },
        { id: 'b', text: 'Says which waves', points: 2 },
      ],
    },
  })
  await page.getByLabel('Your answer').fill('Because light is scattered.')
  await expect(page.getByText('4 words, at most 50')).toBeVisible()
  await expectAccessible(page, 'a text')
  await page.getByRole('button', { name: 'Show the model answer' }).press('Enter')
  await expect(page.getByText('Short waves are scattered more.')).toBeVisible()
  // What was shown stays shown, and what was written stays written.
  await page.reload()
  await expect(page.getByText('Short waves are scattered more.')).toBeVisible()
  await expect(page.getByText('Because light is scattered.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Check' })).toBeDisabled()
  for (const name of ['Names scattering', 'Says which waves']) {
    await page.getByRole('group', { name }).getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('group', { name }).getByLabel('Fully')).toBeChecked()
  }
  await expectAccessible(page, 'a text, marked')
  await checkByKeyboard(page)
  await expectAccessible(page, 'a text, answered')
  await context.close()
})

/** Publishes what is in the editor, once it is found to be sound. */
async function publish(page: Page): Promise<void> {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published', { exact: true }).first()).toBeVisible()
}

/** Checks the answer that was given, and finds it right. */
async function checkByKeyboard(page: Page): Promise<void> {
  const check = page.getByRole('button', { name: 'Check' })
  await expect(check).toBeEnabled()
  await check.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText('Right', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'See the result' })).toBeFocused()
}

/** Publishes a question in a topic of its own, and begins to practise it. */
async function ask(page: Page, workspace: string, content: object): Promise<void> {
  const [topicId, id] = [newId(), newId()]
  await post(page, workspace, '/topics', { id: topicId, title: `About ${id}` })
  const draft = { topicId, difficulty: 3, bloom: 'remember', content }
  await post(page, workspace, '/questions', { id, ...draft })
  await post(page, workspace, `/questions/${id}/state`, { state: 'published' })
  await practise(page, workspace, topicId)
}

/** Begins a session of one question. */
async function practise(page: Page, workspace: string, topicId: string): Promise<void> {
  const id = newId()
  const scope = { kind: 'topic', id: topicId }
  const length = { kind: 'questions', questions: 1 }
  await post(page, workspace, '/practice/sessions', { id, scope, length })
  await page.goto(`/w/${workspace}/practice/${id}`)
  await expect(page.getByRole('button', { name: 'Check' })).toBeVisible()
}

async function post(page: Page, workspace: string, path: string, body: object): Promise<void> {
  await page.evaluate(
    async ([address, json]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(address, { method: 'POST', headers, body: json })
      if (!answer.ok) throw new Error(await answer.text())
    },
    [`/api/v1/workspaces/${workspace}${path}`, JSON.stringify(body)] as const,
  )
}

/** A square and a circle. */
async function pictureFile(page: Page): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 400
    canvas.height = 240
    const pen = canvas.getContext('2d')
    if (pen === null) throw new Error('nothing to draw with')
    pen.fillStyle = '#eee8d5'
    pen.fillRect(0, 0, 400, 240)
    pen.fillStyle = '#268bd2'
    pen.fillRect(60, 70, 100, 100)
    pen.beginPath()
    pen.arc(300, 120, 50, 0, 2 * Math.PI)
    pen.fill()
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(address.split(',')[1] ?? '', 'base64')
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
    expect(found, `${where}, ${colorScheme}`).toEqual([])
  }
}
