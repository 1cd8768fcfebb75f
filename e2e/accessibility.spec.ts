import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { answer, giveTime, join, openLobby } from './game.ts'
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
  '/remembering',
  '/games',
  '/bank',
  '/bank/quizzes',
  '/bank/tracks',
  '/bank/topics',
  '/bank/import',
  '/bank/calibration',
  '/admin/members',
  '/admin/invitations',
  '/admin/mail',
  '/admin/audit',
  '/admin/status',
]

for (const path of forAnyone)
  test(`axe finds nothing on ${path}, which is for everybody`, async ({ page }) => {
    await page.goto(path)
    await expectAccessible(page, path, [light, dark, forced])
  })

for (const { device, viewport, looks } of [
  { device: 'a phone', viewport: { width: 360, height: 740 }, looks: [dark] },
  { device: 'a tablet', viewport: { width: 768, height: 1024 }, looks: [] },
  { device: 'a desktop', viewport: { width: 1280, height: 800 }, looks: [light, forced] },
])
  test(`axe finds nothing on the pages of a workspace, and none scrolls sideways, on ${device}`, async ({
    browser,
    product,
  }) => {
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

test('axe finds nothing in a game on the controls, the big screen and a phone', async ({
  browser,
  product,
}) => {
  // Thirty-eight looks at three pages, one after the other.
  test.slow()
  const context = await browser.newContext({ storageState: product.owner })
  const host = await context.newPage()
  const { code, screen } = await openLobby(host, product.program.url, '120 s')
  const phone = await join(browser, product.program.url, code, 'Ada')
  await giveTime(host, 'Ada', /Half as much again/)

  async function expectAllAccessible(moment: string): Promise<void> {
    await host.setViewportSize({ width: 360, height: 740 })
    await expectAccessible(host, `${moment}, controls on a phone`, [dark])
    await host.setViewportSize({ width: 1280, height: 800 })
    await expectAccessible(host, `${moment}, controls on a desktop`, [light])
    await expectAccessible(screen, `${moment}, big screen`, [light, dark])
    await expectAccessible(phone, `${moment}, phone`, [light, dark])
  }
  const press = (name: string) => host.getByRole('button', { name, exact: true }).first().click()

  await host.getByText('1 player has more time').click()
  await host.getByText('1 of 1 connected').click()
  await expectAllAccessible('lobby')
  await press('Ada: more time, take out')
  await expectAccessible(host, 'what can be done for a player', [light, dark])
  await host.keyboard.press('Escape')

  await press('Start the game')
  await press('Pause')
  await expectAllAccessible('question, paused')
  await press('Go on')
  await expectAllAccessible('question')
  await answer(phone, 0)
  await expectAllAccessible('question, answered')
  await press('Reveal the answer')
  await expectAllAccessible('result')
  await press('Leaderboard')
  await expectAllAccessible('leaderboard')
  await press('More')
  await host.getByRole('menuitem', { name: 'End the game' }).click()
  await host
    .getByRole('alertdialog')
    .or(host.getByRole('dialog'))
    .getByRole('button', { name: 'End the game' })
    .click()
  await expect(screen.getByText('The podium')).toBeVisible()
  await expectAllAccessible('end')
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
