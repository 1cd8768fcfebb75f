import { devices, type Browser, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expect, test } from './product.ts'

test('a host, a big screen and three phones play a whole game; one phone reloads in the middle', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const host = await context.newPage()
  const { code, screen } = await openLobby(host, product.program.url)

  const names = ['Ada', 'Grace', 'Linus']
  const phones = await Promise.all(
    names.map((name) => join(browser, product.program.url, code, name)),
  )
  for (const name of names) await expect(screen.getByText(name, { exact: true })).toBeVisible()

  await host.bringToFront()
  for (let question = 1; question <= 10; question++) {
    await host.keyboard.press('Space')
    for (const phone of phones)
      await expect(phone.getByText(`Question ${question} of 10`).first()).toBeVisible()
    await expect(screen.getByText(`${question} of 10`).first()).toBeVisible()

    // The last one answers after the reload, as the same player.
    const [ada, grace, linus] = phones
    if (ada) await answer(ada, 0)
    if (grace) await answer(grace, 1)
    if (linus && question === 5) {
      await linus.reload()
      await expect(linus.getByText('Linus').first()).toBeVisible()
      await expect(linus.getByText('Question 5 of 10').first()).toBeVisible()
    }
    if (linus) await answer(linus, 0)

    // All have answered, so the question is closed; on to the reveal.
    await expect(host.getByRole('button', { name: /Reveal the answer/ })).toBeVisible()
    await host.keyboard.press('Space')
    for (const phone of phones)
      await expect(phone.getByText(/^(Right|Partly right|Not right)$/).first()).toBeVisible()
    await expect(screen.getByText(/\d of 3 right/)).toBeVisible()
    if (question < 10) {
      await host.keyboard.press('Space')
      await expect(screen.getByRole('heading', { name: 'Leaderboard' })).toBeVisible()
    }
  }

  await host.keyboard.press('Space')
  for (const phone of phones)
    await expect(phone.getByText(/^(You won|Second place|Third place|\d\w\w of 3)$/)).toBeVisible()
  await expect(screen.getByText('The podium')).toBeVisible()

  const download = host.waitForEvent('download')
  await host.getByRole('link', { name: 'Download the results (CSV)' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  const rows = csv.trim().split('\r\n')
  expect(rows).toHaveLength(4)
  for (const name of names) expect(csv).toContain(name)
  await context.close()
})

/** Chooses the ten questions of "Web warm-up", without a timer, and opens lobby and screen. */
async function openLobby(host: Page, url: string): Promise<{ code: string; screen: Page }> {
  await host.goto(url)
  await host.getByRole('link', { name: 'Live games' }).click()
  await host.getByRole('button', { name: 'Host a game' }).first().click()
  await host.getByRole('button', { name: /Web warm-up/ }).click()
  await host.getByText('Accuracy only').click()
  await host.getByText('No timer', { exact: true }).click()
  await host.getByText('Not at all').click()
  const popup = host.context().waitForEvent('page')
  await host.getByRole('button', { name: 'Open the lobby' }).click()
  const screen = await popup
  const code = host.getByText(/^Game code: \d{6}$/)
  await expect(code).toBeVisible()
  return { code: (await code.innerText()).replace(/\D/g, ''), screen }
}

async function join(browser: Browser, url: string, code: string, name: string): Promise<Page> {
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7']
  const context = await browser.newContext({ ...phone, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(`${url}/j/${code}`)
  await page.getByLabel('Nickname').fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByText('You’re in')).toBeVisible()
  return page
}

/** Gives an answer of whatever kind the phone asks for, and waits until it is stored. */
async function answer(phone: Page, place: 0 | 1): Promise<void> {
  const tiles = phone.getByRole('group').getByRole('button')
  const digit = phone.getByRole('button', { name: '1', exact: true })
  await expect(tiles.first().or(digit)).toBeVisible()
  await ((await digit.isVisible()) ? digit : tiles.nth(place)).click()
  const send = phone.getByRole('button', { name: /^Send/ })
  // The last to answer closes the question.
  const received = phone.getByText(/^(Received|Your answer is in\.)$/)
  await expect(send.or(received).first()).toBeVisible()
  if (await send.isVisible()) await send.click()
  await expect(received).toBeVisible()
}
