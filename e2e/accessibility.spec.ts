import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './product.ts'

const light = { name: 'light', media: { colorScheme: 'light' } } as const
const dark = { name: 'dark', media: { colorScheme: 'dark' } } as const
const forced = { name: 'forced colours', media: { forcedColors: 'active' } } as const
type Look = typeof light | typeof dark | typeof forced

const forAnyone = [
  '/',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/join',
  '/nowhere',
  '/api/docs',
]
const inWorkspace = [
  '',
  '/history',
  '/games',
  '/bank',
  '/bank/quizzes',
  '/bank/tracks',
  '/bank/topics',
  '/admin/members',
  '/admin/invitations',
  '/admin/mail',
  '/admin/audit',
  '/admin/status',
]

test('axe finds nothing on the pages for everybody', async ({ page }) => {
  for (const path of forAnyone) {
    await page.goto(path)
    await expectAccessible(page, path, [light, dark, forced])
  }
})

test('axe finds nothing on the pages of a workspace, on a phone and on a desktop', async ({
  browser,
  product,
}) => {
  for (const { viewport, looks } of [
    { viewport: { width: 360, height: 740 }, looks: [dark] },
    { viewport: { width: 1280, height: 800 }, looks: [light, forced] },
  ]) {
    const context = await browser.newContext({ storageState: product.owner, viewport })
    const page = await context.newPage()
    await page.goto(product.program.url)
    await page.waitForURL(/\/w\//)
    const home = new URL(page.url()).pathname
    for (const path of [...inWorkspace.map((part) => home + part), '/account']) {
      await page.goto(product.program.url + path)
      await expectAccessible(page, `${path} at ${viewport.width} px`, looks)
    }
    await context.close()
  }
})

test('axe finds nothing on a question in practice and in the editor', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const page = await context.newPage()
  await page.goto(product.program.url)
  await page.waitForURL(/\/w\//)
  const home = page.url()
  await page.getByRole('button', { name: 'Practise Web platform fundamentals' }).click()
  await expect(page.getByRole('button', { name: 'Check' })).toBeVisible()
  await expectAccessible(page, 'a question in practice', [light, dark])

  await page.goto(`${home}/bank?type=single_choice`)
  await page.getByRole('main').getByRole('row').filter({ hasText: '?' }).first().click()
  await expect(page.getByRole('heading', { name: 'Check', exact: true })).toBeVisible()
  await expectAccessible(page, 'the question editor', [light, dark])
  await context.close()
})

async function expectAccessible(page: Page, where: string, looks: readonly Look[]): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  for (const { name, media } of looks) {
    await page.emulateMedia({
      colorScheme: null,
      forcedColors: null,
      reducedMotion: 'reduce',
      ...media,
    })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
    expect(found, `${where}, ${name}`).toEqual([])
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(wide, `${where} scrolls sideways`).toBe(false)
}
