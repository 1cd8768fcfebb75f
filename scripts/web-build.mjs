// Builds the web app into apps/web/dist, and leaves a compressed copy beside each file that is
// worth it, for the server to send.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

const web = fileURLToPath(new URL('../apps/web', import.meta.url))
const dist = join(web, 'dist')
const worthIt = /\.(js|css|html|svg|json|webmanifest|txt)$/
const smallest = 1024

process.chdir(web)
await build({ root: web, logLevel: 'error' }).catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

const files = (await readdir(dist, { recursive: true })).filter((file) => worthIt.test(file))
await Promise.all(files.map((file) => compress(join(dist, file))))

/** @param {string} file */
async function compress(file) {
  if ((await stat(file)).size < smallest) return
  const content = await readFile(file)
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: quality }),
    promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  ])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
}
