import { expect, signUp, test } from './product.ts'

test('a learner chooses by keyboard how well to remember, and it stays so', async ({ page }) => {
  await signUp(page, 'Rita Recall')
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'How well you want to remember' }).click()
  await expect(page.getByRole('radio', { name: '90% Usual' })).toBeChecked()
  await expect(page.getByText('Once you have met 20 questions')).toBeVisible()

  await page.getByRole('radio', { name: '90% Usual' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('radio', { name: '95% Thorough' })).toBeChecked()
})
