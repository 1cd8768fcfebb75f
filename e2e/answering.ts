import { expect, type Page } from '@playwright/test'

/** Answers whatever question is on the page, of whatever type, with what comes first. */
export async function answerSomething(page: Page): Promise<void> {
  const main = page.getByRole('main')
  const check = page.getByRole('button', { name: 'Check' })
  // What a question is answered with may still be loading.
  await expect(async () => {
    const choices = main.getByRole('radio').or(main.getByRole('checkbox'))
    if ((await choices.count()) > 0) await choices.first().check({ force: true })
    for (const select of await main.locator('select:visible').all())
      await select.selectOption({ index: 1 })
    for (const picker of await main.locator('button[aria-haspopup="listbox"]').all()) {
      await picker.click()
      await page.getByRole('option').first().click()
    }
    for (const field of await main.locator('input:not([type=radio], [type=checkbox])').all())
      await field.fill('1')
    await expect(check).toBeEnabled({ timeout: 500 })
  }).toPass()
}
