import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expect, test } from './product.ts'

test('an author imports a Moodle file with pictures, imports it again, and exports it', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ storageState: product.owner })
  const page = await context.newPage()
  await page.goto(product.program.url)
  await page.waitForURL(/\/w\//)
  const bank = `${page.url()}/bank`
  const file = {
    name: 'garden.xml',
    mimeType: 'text/xml',
    buffer: Buffer.from(
      moodleFile(await pictureOf(page, '#c22f1d'), await pictureOf(page, '#24703a')),
    ),
  }

  await page.goto(bank)
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Nothing was imported yet' })).toBeVisible()
  await expectAccessible(page, 'where files go in')
  await page.getByLabel('Choose files').setInputFiles(file)

  // What would come of it, before anything is stored.
  await expect(page.getByRole('heading', { name: 'garden.xml', level: 1 })).toBeVisible()
  await expect(page.getByText('The preview is ready: 3 questions.')).toBeAttached()
  await expect(page.getByRole('button', { name: 'Moodle XML Format' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Types' })).toContainText('1 True or false')
  const approximated = page.getByRole('list', { name: 'Lost or approximated' })
  const calculated = approximated.getByText(
    'Its numbers were drawn each time; the first set is taken.',
  )
  await expect(calculated).toBeVisible()
  await calculated.click()
  await expect(approximated.getByText(/^line \d+/)).toBeVisible()
  const samples = page.getByRole('list', { name: 'As they will look' })
  await expect(samples.getByText('2.5').first()).toBeAttached()
  await expectShown(samples.getByRole('img', { name: 'A red flower' }))
  await expectAccessible(page, 'the preview')

  await page.getByLabel('Tags for all').fill('garden,')
  await page.getByRole('button', { name: /State$/ }).click()
  await page.getByRole('option', { name: 'Published' }).click()
  await page.getByRole('button', { name: 'Import 3 questions' }).click()
  await expect(page.getByRole('heading', { name: 'What became of it' })).toBeVisible()
  await expect(page.getByText('3 questions were imported.').first()).toBeVisible()
  await expectAccessible(page, 'the report')
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Report as CSV' }).click(),
  ])
  expect(await readFile(await report.path(), 'utf8')).toContain('warning,')

  // They are found, and show their pictures.
  await page.getByRole('link', { name: 'See the questions' }).click()
  const rows = page.getByRole('grid', { name: 'Questions' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await rows.filter({ hasText: 'Which colour has this flower?' }).click()
  const phone = page.frameLocator('iframe[title="Phone"]')
  await expectShown(phone.getByRole('img', { name: 'A red flower' }))

  // The same file again, changed in one place: known questions are updated.
  await page.goto(`${bank}/import`)
  const changed = file.buffer.toString().replace('The colour of blood.', 'The colour of poppies.')
  await page.getByLabel('Choose files').setInputFiles({ ...file, buffer: Buffer.from(changed) })
  await expect(page.getByRole('combobox', { name: 'Topic' })).toHaveValue('garden')
  const wouldBe = page.getByRole('list', { name: 'What would become of them there' })
  await expect(wouldBe).toContainText('1 is there already and would change.')
  await expect(wouldBe).toContainText('2 are there already, just as they are here.')
  await expectAccessible(page, 'the preview of a file that is known')
  await page.getByRole('button', { name: 'Import 3 questions' }).click()
  const told = page.getByText('1 question was updated. 2 were there already, and are as they were.')
  await expect(told.first()).toBeVisible()
  // After a reload, too, it is known where they went.
  await page.reload()
  await expect(page.getByRole('link', { name: 'garden', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'See the questions' }).click()
  await expect(
    page.getByRole('button', { name: 'Take off the filter garden, and below' }),
  ).toBeVisible()
  await expect(rows).toHaveCount(3)
  await page.goto(`${bank}?tag=garden`)
  await expect(rows).toHaveCount(3)

  // Back as text: what gets lost is said before.
  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export questions' })
  await expect(dialog.getByText('3 questions, and nothing of them gets lost.')).toBeVisible()
  await dialog.getByRole('button', { name: /Format$/ }).click()
  await page.getByRole('option', { name: 'GIFT' }).click()
  await expect(
    dialog.getByText('3 questions. Not all of them fits into this format:'),
  ).toBeVisible()
  await expectAccessible(page, 'the export')
  const [gift] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(gift.suggestedFilename()).toBe('questions.gift')
  const text = await readFile(await gift.path(), 'utf8')
  expect(text).toContain('Which colour has this flower?')
  expect(text).toContain('The colour of poppies.')
  expect(text.match(/=Red/g)).toHaveLength(1)

  // A file that nothing can be made of says so, and what to do.
  await page.goto(`${bank}/import`)
  await page.getByLabel('Choose files').setInputFiles({
    name: 'noise.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([0, 1, 2, 3, 255, 254, 0, 7]),
  })
  await expect(page.getByRole('alert')).toContainText('This file could not be imported')
  await expectAccessible(page, 'a file that can’t be read')
  await page.getByRole('link', { name: 'All imports' }).click()
  const imports = page.getByRole('list', { name: 'Your imports, newest first' })
  await expect(imports.getByRole('listitem')).toHaveCount(3)
  await expect(imports.getByText('Failed')).toBeVisible()
  await imports.getByRole('button', { name: 'Forget noise.bin' }).click()
  await page.getByRole('button', { name: 'Forget it' }).click()
  await expect(imports.getByRole('listitem')).toHaveCount(2)
  await expectAccessible(page, 'imports')
  await context.close()
})

test('a table is read by the columns that an author names, by keyboard and on a phone', async ({
  browser,
  product,
}) => {
  const viewport = { width: 360, height: 740 }
  const context = await browser.newContext({ storageState: product.owner, viewport })
  const page = await context.newPage()
  await page.goto(product.program.url)
  await page.waitForURL(/\/w\//)
  await page.goto(`${page.url()}/bank/import`)
  await page.getByLabel('Choose files').setInputFiles({
    name: 'capitals.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Land,Stadt,Merkhilfe\nNorway,Oslo,On a fjord\nPeru,Lima,By the sea\nKenya,Nairobi,In the hills\n',
    ),
  })
  await expect(page.getByRole('heading', { name: 'What the columns hold' })).toBeVisible()
  await expectAccessible(page, 'the columns of a table')
  for (const [column, role] of [
    ['1', 'Question'],
    ['2', 'Right answer'],
    ['3', 'Hint'],
  ]) {
    const holds = page.getByRole('button', { name: new RegExp(`Column ${column}|“.*” holds`) })
    await holds.nth(Number(column) - 1).press('Enter')
    await page.getByRole('option', { name: role ?? '', exact: true }).press('Enter')
  }
  const table = page.getByRole('table', { name: 'The first rows' })
  await expect(table.getByText('not a question')).toHaveCount(0)
  const above = page.getByRole('textbox', { name: 'Rows above the first question' })
  await above.press('ArrowUp')
  await expect(table.getByText('not a question')).toHaveCount(1)
  await expect(table.getByRole('columnheader', { name: /Merkhilfe/ })).toBeVisible()
  await expectAccessible(page, 'a table with a row above its questions')
  // What isn't previewed isn't imported.
  const run = page.getByRole('button', { name: /^Import \d+ questions$/ })
  await expect(run).toBeDisabled()
  await page.getByRole('button', { name: 'Preview with these columns' }).press('Enter')
  await expect(page.getByText('The preview is ready: 3 questions.')).toBeAttached()
  // How it is read is known after a reload, too.
  await page.reload()
  await expect(above).toHaveValue('1')
  const samples = page.getByRole('list', { name: 'As they will look' })
  await expect(samples).toContainText('On a fjord')
  await expect(run).toHaveText('Import 3 questions')
  await run.press('Enter')
  await expect(page.getByText('3 questions were imported.').first()).toBeVisible()
  await expectAccessible(page, 'the report on a phone')
  await context.close()
})

/** Three questions, two of them with a picture; of the third, Moodle makes up the numbers. */
function moodleFile(red: string, green: string): string {
  const picture = (name: string, data: string) =>
    `<file name="${name}" path="/" encoding="base64">${data}</file>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category">
    <category><text>$course$/top/Flowers</text></category>
  </question>
  <question type="multichoice">
    <name><text>Colour</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Which colour has this flower?</p><p><img src="@@PLUGINFILE@@/red.png" alt="A red flower" width="8" height="8"></p>]]></text>
      ${picture('red.png', red)}
    </questiontext>
    <generalfeedback format="html"><text>The colour of blood.</text></generalfeedback>
    <defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden><idnumber>g1</idnumber>
    <single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>
    <answer fraction="100" format="html"><text>Red</text></answer>
    <answer fraction="0" format="html"><text>Blue</text></answer>
    <answer fraction="0" format="html"><text>White</text></answer>
  </question>
  <question type="truefalse">
    <name><text>Leaf</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>This is the colour of a leaf.</p><p><img src="@@PLUGINFILE@@/green.png" alt="A green leaf"></p>]]></text>
      ${picture('green.png', green)}
    </questiontext>
    <generalfeedback format="html"><text>In summer.</text></generalfeedback>
    <defaultgrade>1</defaultgrade><penalty>1</penalty><hidden>0</hidden><idnumber>g2</idnumber>
    <answer fraction="100" format="moodle_auto_format"><text>true</text></answer>
    <answer fraction="0" format="moodle_auto_format"><text>false</text></answer>
  </question>
  <question type="calculated">
    <name><text>Beds</text></name>
    <questiontext format="html"><text>How many square metres is a bed of {a} by {b} metres?</text></questiontext>
    <generalfeedback format="html"><text>Length times width.</text></generalfeedback>
    <defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden><idnumber>g3</idnumber>
    <synchronize>0</synchronize><single>0</single><answernumbering>abc</answernumbering><shuffleanswers>0</shuffleanswers>
    <answer fraction="100">
      <text>{a}*{b}</text><tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>
      <correctanswerformat>1</correctanswerformat><correctanswerlength>2</correctanswerlength>
      <feedback format="html"><text></text></feedback>
    </answer>
    <dataset_definitions>
      ${dataset('a', 2.5)}
      ${dataset('b', 4)}
    </dataset_definitions>
  </question>
</quiz>
`
}

function dataset(name: string, value: number): string {
  return `<dataset_definition>
        <status><text>private</text></status><name><text>${name}</text></name><type>calculated</type>
        <distribution><text>uniform</text></distribution>
        <minimum><text>1</text></minimum><maximum><text>10</text></maximum><decimals><text>1</text></decimals>
        <itemcount>1</itemcount>
        <dataset_items><dataset_item><number>1</number><value>${value}</value></dataset_item></dataset_items>
        <number_of_items>1</number_of_items>
      </dataset_definition>`
}

/** A small PNG of one colour, in base64. */
async function pictureOf(page: Page, colour: string): Promise<string> {
  const address = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas')
    canvas.width = 8
    canvas.height = 8
    const pen = canvas.getContext('2d')
    if (pen === null) throw new Error('this browser draws nothing')
    pen.fillStyle = fill
    pen.fillRect(0, 0, 8, 8)
    return canvas.toDataURL('image/png')
  }, colour)
  return address.replace(/^.*,/, '')
}

/** A picture that is there and was loaded. */
async function expectShown(picture: ReturnType<Page['getByRole']>): Promise<void> {
  await picture.first().scrollIntoViewIfNeeded()
  await expect
    .poll(() => picture.first().evaluate((image): unknown => Reflect.get(image, 'naturalWidth')))
    .toBe(8)
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
    expect(found, `${where}, ${colorScheme}`).toEqual([])
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(wide, `${where} scrolls sideways`).toBe(false)
}
