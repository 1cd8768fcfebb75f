import { glob, readFile } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'

export interface Violation {
  /** The path from the root, with the line. */
  where: string
  what: string
}

/** One import of a module, as written in the source. */
interface Import {
  specifier: string
  /** Gone when the program runs. */
  typesOnly: boolean
  line: number
}

/** Which packages of ours each may import: arrows point one way. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/engine': [],
  'packages/contract': ['engine'],
  'packages/client': ['contract', 'engine'],
  'packages/interchange': ['contract', 'engine'],
  'apps/server': ['contract', 'engine', 'interchange'],
  'apps/web': ['client', 'contract', 'engine'],
}

/** What the engine may stand on; its tests may use more. */
const engineLibraries = ['zod', 'ts-fsrs']

/** Inside the server, each layer and those below it that it may use. */
const layers: Readonly<Record<string, readonly string[]>> = {
  platform: ['platform'],
  http: ['http', 'platform'],
  features: ['features', 'http', 'platform'],
}

/** Everything under `root` that goes against the architecture. */
export async function findViolations(root: string): Promise<Violation[]> {
  const found: Violation[] = []
  const files = glob('{apps,packages}/*/{src,test}/**/*.{ts,tsx}', { cwd: root })
  for await (const name of files) {
    const file = name.split(sep).join('/')
    const source = await readFile(join(root, file), 'utf8')
    const test = isForTests(file)
    for (const each of importsOf(source)) {
      const what = againstArrows(file, each, test) ?? againstLayers(file, each, test)
      if (what) found.push({ where: `${file}:${each.line}`, what })
    }
    if (file.startsWith('packages/engine/') && !test)
      for (const line of readsOfTheClock(source))
        found.push({
          where: `${file}:${line}`,
          what: 'The engine has no clock: take the time as an argument.',
        })
  }
  return found
}

/** Tests, and what helps them, may use more. */
function isForTests(file: string): boolean {
  return /\.test\.tsx?$|\/test\/|\/test-[^/]+$|-for-tests\.tsx?$/.test(file)
}

function againstArrows(file: string, { specifier }: Import, test: boolean): string | undefined {
  const home = file.split('/').slice(0, 2).join('/')
  const allowed = arrows[home]
  if (allowed === undefined)
    return `${home} has no place in the architecture (scripts/architecture.ts).`

  if (specifier.startsWith('.')) {
    const target = resolve(file, specifier)
    return target.startsWith(`${home}/`)
      ? undefined
      : `${specifier} leaves the package. Import it by its name: @quizmentor/…`
  }
  const ours = /^@quizmentor\/([^/]+)/.exec(specifier)?.[1]
  if (ours !== undefined)
    return test || allowed.includes(ours)
      ? undefined
      : `${home} may import ${listed(allowed)}, not ${ours}: dependencies point one way.`

  if (
    home === 'packages/engine' &&
    !test &&
    !engineLibraries.includes(specifier.split('/')[0] ?? '')
  )
    return `The engine stands on ${listed(engineLibraries)} alone, not on ${specifier}.`
  return undefined
}

function againstLayers(file: string, imported: Import, test: boolean): string | undefined {
  const from = placeInServer(file)
  if (!from || test || !imported.specifier.startsWith('.')) return undefined
  const to = placeInServer(resolve(file, imported.specifier))
  if (!to) return undefined

  const allowed = layers[from.layer]
  if (!allowed?.includes(to.layer))
    return `${from.layer}/ may use ${listed(allowed ?? [])}, not ${to.layer}/.`
  if (to.layer !== 'features' || from.feature === to.feature) return undefined
  if (/\bqueries(\.ts$|\/)/.test(to.file))
    return `The queries of ${to.feature} are its own: call its service.`
  if (imported.typesOnly || posix.basename(to.file) === 'service.ts') return undefined
  return `${from.feature} may use the service.ts of ${to.feature}, and types, not ${to.file}.`
}

function placeInServer(path: string) {
  const [, layer, rest] = /^apps\/server\/src\/(platform|http|features)\/(.+)$/.exec(path) ?? []
  if (layer === undefined || rest === undefined) return undefined
  return { layer, feature: rest.split('/')[0] ?? '', file: rest }
}

function resolve(file: string, specifier: string): string {
  return posix.join(posix.dirname(file), specifier)
}

const statement =
  /^[ \t]*(?:import|(?:import|export)\b(?<clause>[^'"`;()=]*?)\bfrom)\s*['"](?<specifier>[^'"\n]+)['"]/gm
const call = /\bimport\(\s*['"](?<specifier>[^'"\n]+)['"]/g

function importsOf(source: string): Import[] {
  const text = withoutComments(source)
  return [...text.matchAll(statement), ...text.matchAll(call)].map((match) => {
    const { specifier = '', clause = '' } = match.groups ?? {}
    const names = /^\s*\{(?<list>[\s\S]*)\}\s*$/.exec(clause)?.groups?.['list']?.split(',') ?? []
    const named = names.map((name) => name.trim()).filter((name) => name !== '')
    const typesOnly =
      /^\s*type\b/.test(clause) ||
      (named.length > 0 && named.every((name) => name.startsWith('type ')))
    return { specifier, typesOnly, line: lineAt(text, match.index + match[0].length) }
  })
}

function readsOfTheClock(source: string): number[] {
  const text = withoutComments(source)
  return [...text.matchAll(/\bnew Date(?:\(\s*\)|(?!\s*\())|(?<!new )\bDate\(/g)].map((match) =>
    lineAt(text, match.index),
  )
}

/** The same text with comments blanked out, so that lines keep their numbers. */
function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) =>
    comment.replaceAll(/[^\n]/g, ' '),
  )
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing of ours' : names.join(', ')
}
