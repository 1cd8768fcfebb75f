import { readFile } from 'node:fs/promises'
import { liveClose } from '../packages/contract/src/live-protocol.ts'
import { answer, giveTime, join, openLobby } from './game.ts'
import { expect, test } from './product.ts'

test('a host, a big screen and three phones play a whole game; one phone reloads in the middle', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const host = await context.newPage()
  const { code, screen } = await openLobby(host, product.program.url, 'No timer')

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

test('a player with twice the time answers when everybody’s time is over', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const host = await context.newPage()
  const { code, screen } = await openLobby(host, product.program.url, '10 s')
  const ada = await join(browser, product.program.url, code, 'Ada')
  const grace = await join(browser, product.program.url, code, 'Grace')
  await giveTime(host, 'Grace', /Twice the time/)

  await host.getByRole('button', { name: 'Start the game' }).click()
  await expect(ada.getByText('Time is up.').last()).toBeVisible()
  await expect(screen.getByText('Some have a little longer').last()).toBeVisible()
  await expect(screen.getByText('Grace')).toHaveCount(0)
  await expect(host.getByText('Some have a little longer').first()).toBeVisible()
  await expect(host.getByRole('button', { name: 'Pause' })).toBeEnabled()
  await expect(host.getByRole('button', { name: '+10 s' })).toBeEnabled()
  await answer(grace, 0)

  // Nobody else may still answer, so the question is closed.
  await expect(ada.getByText('You gave no answer this time.')).toBeVisible()
  await host.getByRole('button', { name: 'Reveal the answer' }).click()
  await expect(grace.getByText(/^(Right|Partly right|Not right)$/).first()).toBeVisible()
  await expect(ada.getByText('No answer', { exact: true })).toBeVisible()

  await host.getByText('1 player has more time').click()
  await host.getByRole('button', { name: /^Grace Twice the time/ }).click()
  const choices = host.getByRole('dialog', { name: 'Grace' })
  await expect(choices.getByRole('button', { pressed: true })).toContainText('Twice the time')
  await choices.getByRole('button', { name: /Same time as everybody/ }).click()
  await expect(host.getByText('1 player has more time')).toBeHidden()
  await context.close()
})

test('a phone cut off for being slow comes back by itself; one of another version is told so', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const host = await context.newPage()
  const { code } = await openLobby(host, product.program.url, 'No timer')
  const phone = await join(browser, product.program.url, code, 'Ada')

  const closedWith = [liveClose.tooSlow, liveClose.version]
  let connections = 0
  await phone.routeWebSocket(/./, (socket) => {
    connections++
    const server = socket.connectToServer()
    server.onMessage((message) => {
      socket.send(message)
      const code = String(message).includes('"t":"view"') ? closedWith.shift() : undefined
      if (code !== undefined) void socket.close({ code })
    })
  })
  await phone.reload()
  await expect(phone.getByRole('heading', { name: 'QuizMentor was updated' })).toBeVisible()
  expect(connections).toBe(2)

  await phone.getByRole('button', { name: 'Load again' }).click()
  await expect(phone.getByText('You’re in')).toBeVisible()
  expect(connections).toBe(3)
  await context.close()
})
