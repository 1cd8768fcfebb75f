import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { answerSomething } from './answering.ts'
import { expect, test } from './product.ts'

test('an owner calibrates from a few answers, looks at the questions and takes it back', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const page = await context.newPage()
  await page.goto(product.program.url)
  await page.waitForURL(/\/w\//)
  const home = page.url()

  await page.goto(`${home}/bank`)
  await page.getByRole('link', { name: 'Calibration' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing is calibrated yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Calibrate now' }).click()
  await expect(page.getByRole('alert')).toContainText('nothing to calibrate yet')
  await expectAccessible(page)

  await page.goto(home)
  await page.getByRole('button', { name: 'Practise Web platform fundamentals' }).click()
  for (let answered = 0; answered < 2; answered++) {
    await answerSomething(page)
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
  }

  // By keyboard alone, from here on.
  await page.goto(`${home}/bank/calibration`)
  await page.getByRole('button', { name: 'Calibrate now' }).press('Enter')
  const versions = page.getByRole('list', { name: 'Calibrations, newest first' })
  const version = versions.getByRole('listitem')
  await expect(version).toHaveCount(1)
  await expect(version).toContainText('In force')
  await expect(version).toContainText('Rating')
  await expect(page.getByText('Calibrated from 2 answers.')).toBeVisible()
  await page.getByRole('button', { name: 'Calibrate now' }).press('Enter')
  await expect(page.getByText('No answer is new since the last calibration')).toBeVisible()
  await expectAccessible(page)

  await version.getByRole('link', { name: /^Its questions/ }).press('Enter')
  const questions = page.getByRole('list', { name: 'Questions, the worst fitting first' })
  await expect(questions.getByRole('listitem')).toHaveCount(2)
  await expect(questions).toContainText('Difficulty b')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'All calibrations' }).press('Enter')

  await page.getByRole('button', { name: 'Take back' }).press('Enter')
  await expect(page.getByRole('dialog')).toContainText('No answer is lost')
  await page.getByRole('button', { name: 'Take it back' }).press('Enter')
  await expect(version).toContainText('Taken back')
  await expect(page.getByRole('button', { name: 'Take back', exact: true })).toBeHidden()

  await page.goto(`${home}/admin/audit`)
  await expect(page.getByText('took a calibration back')).toBeVisible()
  await context.close()
})

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
}
