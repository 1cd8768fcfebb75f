import { defineConfig } from '@playwright/test'
import { findBrowser } from '../scripts/browser.mjs'

const { executablePath, args, env } = await findBrowser()

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // Each worker starts the program on a data folder of its own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions: { executablePath, args, env: { ...definedOf(process.env), ...env } },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})

function definedOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}
