// The server, started again when its sources change, and the web app, renewed in the browser.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const path = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))
const port = process.env['PORT'] ?? '3000'
const webUrl = 'http://localhost:5173'

const server = spawn(process.execPath, ['--watch', path('apps/server/src/main.ts')], {
  cwd: path('.'),
  stdio: 'inherit',
  // The browser talks to the web app's own server, which hands on what is not for it.
  env: { QUIZMENTOR_URL: webUrl, ...process.env },
})
const vite = path('node_modules/vite/bin/vite.js')
const web = spawn(process.execPath, [vite, '--port=5173', '--strictPort'], {
  cwd: path('apps/web'),
  stdio: 'inherit',
  env: { ...process.env, QUIZMENTOR_DEV_SERVER: `http://127.0.0.1:${port}` },
})

// Ctrl-C reaches all three; the children end first.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    server.kill(signal)
    web.kill(signal)
  })
const ends = [once(server, 'close'), once(web, 'close')]
await Promise.race(ends)
server.kill()
web.kill()
await Promise.all(ends)
