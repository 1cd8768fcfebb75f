import { expect, type Page } from '@playwright/test'

/** Answers whatever question is on the page, of whatever type, with what comes first. */
export async function answerSomething(page: Page): Promise<void> {
  const main = page.getByRole('main')
  const check = page.getByRole('button', { name: 'Check' })
  // Not the question before, whose fields are still there for a moment after "Continue".
  await expect(check).toBeVisible()
  // What a question is answered with may still be loading, and what is there may be replaced by it.
  const soon = { timeout: 2_000 }
  await expect(async () => {
    const choices = main.getByRole('radio').or(main.getByRole('checkbox'))
    if ((await choices.count()) > 0) await choices.first().check({ force: true, ...soon })
    for (const select of await main.locator('select:visible').all())
      await select.selectOption({ index: 1 }, soon)
    for (const picker of await main.locator('button[aria-haspopup="listbox"]').all()) {
      await picker.click(soon)
      await page.getByRole('option').first().click(soon)
    }
    for (const field of await main.locator('input:not([type=radio], [type=checkbox])').all())
      await field.fill('1', soon)
    await expect(check).toBeEnabled({ timeout: 500 })
  }).toPass()
}
