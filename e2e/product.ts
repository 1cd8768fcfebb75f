import {
  type Browser,
  type BrowserContext,
  expect,
  type Page,
  test as base,
} from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programDatabase } from '../apps/server/test/program-database.ts'
import { startProgram, type Program } from '../apps/server/test/program.ts'

/** The running product, as a person meets it: its address, and who owns it. */
interface Product {
  readonly program: Program
  /** The owner's cookies, for `browser.newContext({ storageState })`. */
  readonly owner: Awaited<ReturnType<BrowserContext['storageState']>>
}

/** Tests with a product of their own: the real program on an empty data folder, one per worker. */
export const test = base.extend<{ strictPage: void }, { product: Product }>({
  product: [
    async ({ browser }, use) => {
      const dataFolder = await mkdtemp(join(tmpdir(), 'quizmentor-e2e-'))
      const database = await programDatabase()
      const program = await startProgram({ dataFolder, env: database.env })
      const owner = await becomeOwner(browser, program)
      await use({ program, owner })
      await program.stop()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  baseURL: async ({ product }, use) => use(product.program.url),

  /** No page may throw, or be stopped by the content-security policy. */
  strictPage: [
    async ({ context, product }, use, info) => {
      const faults: string[] = []
      context.on('weberror', (error) => faults.push(String(error.error())))
      context.on('console', (message) => {
        if (/content security policy/i.test(message.text())) faults.push(message.text())
      })
      await use()
      if (info.status !== info.expectedStatus)
        await info.attach('server.log', { body: product.program.output() })
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Opens the one-time link that the first start prints. */
async function becomeOwner(browser: Browser, { setupUrl }: Program): Promise<Product['owner']> {
  if (setupUrl === undefined) throw new Error('a fresh installation prints a set-up link')
  const page = await browser.newPage()
  await page.goto(setupUrl)
  await page.getByLabel('Name').fill('Olive Owner')
  await page.getByLabel('E-mail address').fill('olive@example.org')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('main').getByRole('button').last().click()
  await expect(page.getByText('Start anywhere.')).toBeVisible()
  const state = await page.context().storageState()
  await page.context().close()
  return state
}

/** Somebody new, signed up and signed in, on the learner's home. */
export async function signUp(page: Page, name: string): Promise<{ email: string }> {
  const email = `${name.toLowerCase().replaceAll(/\W/g, '')}.${Date.now()}@example.org`
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByText('Start anywhere.')).toBeVisible()
  return { email }
}
