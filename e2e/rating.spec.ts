import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { newId } from '../apps/server/src/platform/ids.ts'
import { expect, test } from './product.ts'

test('a learner rates what they knew by keyboard and by mouse, undoes it, and goes on', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const page = await context.newPage()
  await page.goto(product.program.url)
  await page.waitForURL(/\/w\//)
  await startPractice(page)

  const ratings = page.getByRole('group', { name: 'How well did you know it?' })
  const rating = (name: RegExp) => ratings.getByRole('radio', { name })
  const undo = ratings.getByRole('button', { name: 'Undo' })

  // While choosing, the same key chooses.
  await page.keyboard.press('1')
  await expect(page.getByRole('radio', { name: 'True' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText('Right')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Continue' })).toBeFocused()
  await expect(ratings.getByRole('radio')).toHaveCount(4)
  await expect(rating(/^Again in 10 minutes/)).not.toBeChecked()
  const graded = await ratings
    .getByRole('radio', { checked: true })
    .getAttribute('aria-keyshortcuts')
  await expect(undo).toBeHidden()
  for (const colorScheme of ['light', 'dark'] as const) await expectAccessible(page, colorScheme)

  await page.keyboard.press('1')
  await expect(rating(/^Again/)).toBeChecked()
  await expect(ratings).toContainText('Again, as you say. Comes back in 10 minutes.')
  await expectAccessible(page, 'light')
  await page.reload()
  await expect(rating(/^Again/)).toBeChecked()
  await page.keyboard.press('u')
  await expect(undo).toBeHidden()
  await expect(ratings.locator(`[aria-keyshortcuts="${graded ?? ''}"]`)).toBeChecked()

  await rating(/^Hard/).check({ force: true })
  await expect(ratings).toContainText('Hard, as you say.')
  await undo.click()
  await expect(undo).toBeHidden()
  await expect(ratings.locator(`[aria-keyshortcuts="${graded ?? ''}"]`)).toBeChecked()
  await page.keyboard.press('Enter')

  // Wrong is wrong: nothing to rate.
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText('Not right')).toBeVisible()
  await expect(page.getByText('Comes back in 10 minutes')).toBeVisible()
  await expect(ratings).toBeHidden()
  await context.close()
})

/** Three questions of which the first choice is right, and a session with them. */
async function startPractice(page: Page): Promise<void> {
  const workspace = new URL(page.url()).pathname.split('/')[2] ?? ''
  const topicId = newId()
  const sessionId = newId()
  const post = (path: string, body: object) =>
    page.evaluate(
      async ([address, json]) => {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(address, { method: 'POST', headers, body: json })
        if (!answer.ok) throw new Error(await answer.text())
      },
      [`/api/v1/workspaces/${workspace}${path}`, JSON.stringify(body)] as const,
    )
  await post('/topics', { id: topicId, title: 'Moons' })
  for (const name of ['Titan', 'Europa', 'Ganymede']) {
    const id = newId()
    const content = {
      type: 'true_false',
      stem: `${name} is a moon.`,
      body: {},
      key: { truth: true },
      explanation: `${name} goes around a planet, not around the Sun itself.`,
    }
    const source = { title: 'Moons of the Solar System' }
    const draft = { topicId, difficulty: 3, bloom: 'remember', source, content }
    await post('/questions', { id, ...draft })
    await post(`/questions/${id}/state`, { state: 'published' })
  }
  const scope = { kind: 'topic', id: topicId }
  const length = { kind: 'questions', questions: 3 }
  await post('/practice/sessions', { id: sessionId, scope, length })
  await page.goto(`/w/${workspace}/practice/${sessionId}`)
  await expect(page.getByRole('button', { name: 'Check' })).toBeVisible()
}

async function expectAccessible(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
}
