import type { Page } from '@playwright/test'
import { newId } from '../apps/server/src/platform/ids.ts'
import { expectAccessible, pictureFile, post, practise, publish, workspaceOf } from './authoring.ts'
import { expect, signUp, test } from './product.ts'

test('an author draws a hotspot and sets a slider, a learner answers each by keyboard', async ({
  browser,
  product,
}) => {
  const own = { storageState: product.owner, baseURL: product.program.url }
  const context = await browser.newContext(own)
  const author = await context.newPage()
  const workspace = await workspaceOf(author)
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
  const drag = async (...places: readonly (readonly [number, number])[]) => {
    await surface.scrollIntoViewIfNeeded()
    const box = await surface.boundingBox()
    if (box === null) throw new Error('the picture is nowhere')
    for (const [step, [x, y]] of places.entries()) {
      await author.mouse.move(box.x + (x / 400) * box.width, box.y + (y / 240) * box.height)
      if (step === 0) await author.mouse.down()
    }
    await author.mouse.up()
  }
  await drag([40, 48], [120, 120], [160, 192])
  await author.getByText('Ellipse', { exact: true }).click()
  await author.getByRole('button', { name: 'Add an ellipse' }).click()
  const second = author.getByRole('group', { name: 'Place 2' })
  await second.getByLabel('From the left').fill('300')
  await second.getByLabel('From the top').fill('120')
  await second.getByRole('checkbox', { name: 'Place 2 is right' }).check()
  await second.getByLabel('What it is called').fill('On the right')
  // The first is moved and sized: by the pointer, by keys, by pressing.
  const first = author.getByRole('group', { name: /^Place 1/ })
  // A pointer is as exact as the screen's pixels.
  const numbers = (...expected: readonly number[]) =>
    expect
      .poll(async () => {
        const labels = ['From the left', 'From the top', 'Width', 'Height']
        const values = await Promise.all(
          labels.map((label) => first.getByLabel(label).inputValue()),
        )
        return values.every((value, index) => Math.abs(Number(value) - (expected[index] ?? 0)) <= 2)
      })
      .toBe(true)
  await numbers(40, 48, 120, 144)
  await drag([80, 168], [70, 150], [60, 144])
  await numbers(20, 24, 120, 144)
  await drag([146, 174], [180, 180], [186, 198])
  await numbers(20, 24, 160, 168)
  const area = author.getByRole('button', { name: /^Place 1, Rectangle/ })
  await expect(area).toBeFocused()
  await author.keyboard.press('ArrowRight')
  await author.keyboard.press('Shift+ArrowUp')
  await numbers(24, 24, 160, 164)
  await expect(author.getByRole('status').getByText(/1[56]\d wide, 16\d high/)).toBeAttached()
  await author.getByRole('button', { name: 'Place 1: down' }).click()
  await author.getByText('Size', { exact: true }).click()
  await author.getByRole('button', { name: 'Place 1: narrower' }).click()
  await numbers(24, 28, 156, 164)
  await author.keyboard.press('Control+z')
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
  const own = { storageState: product.owner, baseURL: product.program.url }
  const context = await browser.newContext(own)
  const page = await context.newPage()
  const workspace = await workspaceOf(page)
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
