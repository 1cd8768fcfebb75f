import { answerSomething } from './answering.ts'
import { expect, signUp, test } from './product.ts'

test('somebody new signs up, practises ten questions and sees what moved', async ({ page }) => {
  await signUp(page, 'Ada Lovelace')
  await expect(page.getByRole('radio', { name: '10 questions' })).toBeChecked()
  await page.getByRole('button', { name: 'Practise Web platform fundamentals' }).click()

  for (let question = 1; question <= 10; question++) {
    const check = page.getByRole('button', { name: 'Check' })
    await expect(check).toBeVisible()
    await answerSomething(page)

    // In the middle: the page is closed and opened again, and goes on with the same question.
    if (question === 5) {
      const stem = page.getByRole('main').locator('[tabindex="-1"]').first()
      const before = await stem.innerText()
      await page.reload()
      await expect(stem).toHaveText(before, { useInnerText: true })
      await answerSomething(page)
    }
    await check.click()
    await expect(page.getByText(/^(Right|Not right|Partly right)/).first()).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Why' })).toBeVisible()
    const onward = question < 10 ? 'Continue' : 'See the result'
    const go = page
      .getByRole('button', { name: onward })
      .or(page.getByRole('link', { name: onward }))
    await expect(go).toBeFocused()
    await page.keyboard.press('Enter')
  }

  await expect(page.getByText(/^\d+ of 10$/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What moved' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What comes back' })).toBeVisible()
  await page.getByRole('link', { name: 'To the start page' }).click()
  await expect(page.getByText('10 answers today')).toBeVisible()
})
