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
    for (const scale of await main.getByRole('slider').all()) await scale.press('ArrowRight', soon)
    for (const field of await main
      .locator('input:not([type=radio], [type=checkbox], [type=range]), textarea')
      .all())
      await field.fill('1', soon)
    const model = main.getByRole('button', { name: 'Show the model answer' })
    if ((await model.count()) > 0) {
      await model.click(soon)
      for (const criterion of await main.getByRole('group').all())
        if ((await criterion.getByRole('radio').count()) > 0)
          await criterion
            .getByRole('radio')
            .first()
            .check({ force: true, ...soon })
    }
    // A place in a picture, or two things to pair; then a point in a picture.
    for (const place of await main.locator('button[aria-pressed=false]:enabled').all())
      if (!(await check.isEnabled())) await place.press('Enter', soon)
    const picture = main.getByRole('application').getByRole('button')
    if ((await picture.count()) > 0) await picture.press('Enter', soon)
    await expect(check).toBeEnabled({ timeout: 500 })
  }).toPass()
}
