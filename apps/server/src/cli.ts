#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url)))
const { runCommand } = await import('./cli/run.ts')
process.exitCode = await runCommand(process.argv.slice(2))
