import { type Browser, devices, expect, type Page } from '@playwright/test'

/** Opens a game of the ten questions of "Web warm-up", without a preview, and its big screen. */
export async function openLobby(
  host: Page,
  url: string,
  time: 'No timer' | '10 s' | '120 s',
): Promise<{ code: string; screen: Page }> {
  await host.goto(url)
  await host.getByRole('link', { name: 'Live games' }).click()
  await host.getByRole('button', { name: 'Host a game' }).first().click()
  await host.getByRole('button', { name: /Web warm-up/ }).click()
  await host.getByText('Accuracy only').click()
  await host.getByRole('group', { name: 'Time to answer' }).getByText(time, { exact: true }).click()
  await host.getByText('Not at all').click()
  const popup = host.context().waitForEvent('page')
  await host.getByRole('button', { name: 'Open the lobby' }).click()
  const screen = await popup
  const code = host.getByText(/^Game code: \d{6}$/)
  await expect(code).toBeVisible()
  return { code: (await code.innerText()).replace(/\D/g, ''), screen }
}

/** Joins a game on a phone of its own. */
export async function join(
  browser: Browser,
  url: string,
  code: string,
  name: string,
): Promise<Page> {
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
export async function answer(phone: Page, place: 0 | 1): Promise<void> {
  const tiles = phone.getByRole('group').getByRole('button')
  const digit = phone.getByRole('button', { name: '1', exact: true })
  await expect(tiles.first().or(digit)).toBeVisible()
  await ((await digit.isVisible()) ? digit : tiles.nth(place)).click()
  const send = phone.getByRole('button', { name: /^Send/ })
  const received = phone.getByText(/^(Received|Your answer is in)$/)
  await expect(send.or(received).first()).toBeVisible()
  if (await send.isVisible()) await send.click()
  await expect(received).toBeVisible()
}

/** Gives a player more time, from the host's controls. */
export async function giveTime(host: Page, name: string, time: RegExp): Promise<void> {
  await host.getByRole('button', { name: `${name}: more time, take out` }).click()
  const choice = host.getByRole('dialog', { name }).getByRole('button', { name: time })
  await choice.click()
  await expect(choice).toHaveAttribute('aria-pressed', 'true')
  await host.keyboard.press('Escape')
  await expect(host.getByText('1 player has more time')).toBeVisible()
}
