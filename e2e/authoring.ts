import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { newId } from '../apps/server/src/platform/ids.ts'
import { expect } from './product.ts'

/** The workspace that somebody is in once they are signed in. */
export async function workspaceOf(page: Page): Promise<string> {
  await page.goto('/')
  await page.waitForURL(/\/w\//)
  return new URL(page.url()).pathname.split('/')[2] ?? ''
}

/** Sends something to the workspace's API, as who is signed in on the page. */
export async function post(
  page: Page,
  workspace: string,
  path: string,
  body: object,
): Promise<void> {
  await page.evaluate(
    async ([address, json]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(address, { method: 'POST', headers, body: json })
      if (!answer.ok) throw new Error(await answer.text())
    },
    [`/api/v1/workspaces/${workspace}${path}`, JSON.stringify(body)] as const,
  )
}

/** A square and a circle, 400 × 240. */
export async function pictureFile(page: Page): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 400
    canvas.height = 240
    const pen = canvas.getContext('2d')
    if (pen === null) throw new Error('nothing to draw with')
    pen.fillStyle = '#eee8d5'
    pen.fillRect(0, 0, 400, 240)
    pen.fillStyle = '#268bd2'
    pen.fillRect(60, 70, 100, 100)
    pen.beginPath()
    pen.arc(300, 120, 50, 0, 2 * Math.PI)
    pen.fill()
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(address.split(',')[1] ?? '', 'base64')
}

/** Finds nothing against the rules of axe, in light and in dark. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
    expect(found, `${where}, ${colorScheme}`).toEqual([])
  }
}

/** Publishes what is in the editor, once it is found to be sound. */
export async function publish(page: Page): Promise<void> {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published', { exact: true }).first()).toBeVisible()
}

/** Begins a session of one question. */
export async function practise(page: Page, workspace: string, topicId: string): Promise<void> {
  const id = newId()
  const scope = { kind: 'topic', id: topicId }
  const length = { kind: 'questions', questions: 1 }
  await post(page, workspace, '/practice/sessions', { id, scope, length })
  await page.goto(`/w/${workspace}/practice/${id}`)
  await expect(page.getByRole('button', { name: 'Check' })).toBeVisible()
}
