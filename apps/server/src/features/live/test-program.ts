import { startLiveServer } from './test-server.ts'

// The test server as a program that can be killed: `test-program.ts DATABASE_URL PORT`.
const [databaseUrl = '', port = ''] = process.argv.slice(2)
const { url } = await startLiveServer({ databaseUrl, port: Number(port) })
process.stdout.write(`${url}\n`)
