import { expect, test } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { sessions } from './adaptive-sessions.ts'

const origin = 'http://sessions.test'
const folders: Readonly<Record<string, URL>> = {
  engine: new URL('../packages/engine/src/', import.meta.url),
  zod: new URL('../node_modules/zod/', import.meta.url),
  e2e: new URL('./', import.meta.url),
}
const page = `<!doctype html><script type="importmap">${JSON.stringify({
  imports: { '@quizmentor/engine/': `${origin}/engine/`, zod: `${origin}/zod/index.js` },
})}</script>`

test('the browser asks the same questions as the server and estimates the same, bit for bit', async ({
  page: browser,
}) => {
  await browser.route(`${origin}/**`, async (route) => {
    const [, folder = '', ...path] = new URL(route.request().url()).pathname.split('/')
    const home = folders[folder]
    if (home === undefined) return route.fulfill({ contentType: 'text/html', body: page })
    // Packages are imported without the ending of the source.
    const name = path.join('/')
    const file = new URL(/\.[jt]s$/.test(name) ? name : `${name}.ts`, home)
    const source = await readFile(file, 'utf8')
    const body = file.pathname.endsWith('.ts') ? stripTypeScriptTypes(source) : source
    return route.fulfill({ contentType: 'text/javascript', body })
  })
  await browser.goto(origin)
  const inBrowser: unknown = await browser.evaluate(
    `import('${origin}/e2e/adaptive-sessions.ts').then(({ sessions }) => sessions())`,
  )
  const onServer = sessions()
  expect(onServer).toHaveLength(14 * 4 * 6)
  expect(inBrowser).toEqual(onServer)
})
