import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  parse,
  type AlterTableCmd,
  type AlterTableStmt,
  type ColumnDef,
  type Constraint,
  type DropStmt,
  type IndexStmt,
  type Node,
  type RenameStmt,
} from 'libpg-query'

/** What a statement does that stops others, or the version of the program that runs beside it. */
export interface Fault {
  /** The path from the root, with the line. */
  where: string
  what: string
}

/** Earlier ones ran before anything was served by several versions at once. */
const first = 12

const rules = {
  drop: 'the version before still uses it: drop it a release later, in a migration that contracts',
  rename: 'the version before knows the old name alone: add the new one beside it',
  type: 'the table is written anew while everybody waits: add a column beside it',
  'not-null': 'the version before does not fill it: give a default, or take what is missing',
  rewrite: 'each row gets another value, so the table is written anew while everybody waits',
  index:
    'writers wait while it is built: build it concurrently, in a migration outside a transaction',
  validation: 'writers wait while all rows are looked at: add it NOT VALID, validate it in another',
  lock: 'everybody waits',
  'whole-table': 'all rows at once: do it in parts, in a job',
  transaction: 'runs outside a transaction, but does not begin with "-- outside a transaction"',
  repeat:
    'may be left half done, and must bear to be done again: IF EXISTS, IF NOT EXISTS, or DROP',
  split: 'each statement outside a transaction ends at the end of a line, and no line within does',
} as const
type Rule = keyof typeof rules

/** What a migration may do once no version of before runs any more. */
const contracting: readonly Rule[] = ['drop', 'rename', 'not-null']

/** All migrations of the server that don't keep to the rules of docs/operating.md. */
export async function findMigrationFaults(root: string): Promise<Fault[]> {
  const found: Fault[] = []
  for await (const file of glob('apps/server/migrations/*.sql', { cwd: root })) {
    if (Number.parseInt(basename(file), 10) < first) continue
    const sql = await readFile(join(root, file), 'utf8')
    for (const { line, what } of await lintMigration(sql))
      found.push({ where: `${file}:${line}`, what })
  }
  return found
}

/**
 * The faults of one migration. A statement may be excused from a rule by a comment before it:
 * `-- lint: allow index because the table is empty in every installation`.
 */
export async function lintMigration(sql: string): Promise<{ line: number; what: string }[]> {
  const bytes = Buffer.from(sql)
  const { stmts = [] } = await parse(sql)
  const contracts = sql.startsWith('-- contract:')
  const file: MigrationFile = {
    made: new Set(),
    alone: sql.startsWith('-- outside a transaction\n'),
  }
  let before = 0
  return stmts.flatMap(({ stmt, stmt_location: start = 0, stmt_len: length }) => {
    if (!stmt) return []
    // From the end of the statement before: what is said between the two is about this one.
    const from = before
    before = length ? start + length : bytes.length
    const text = bytes.subarray(from, before).toString()
    const excused = new Set(
      Array.from(text.matchAll(/^\s*-- lint: allow ([a-z-]+) because \S/gm), ([, rule]) => rule),
    )
    const code = text.replace(/^;?(\s*(--.*)?\n)*/, '')
    const line = bytes.subarray(0, before).toString().slice(0, -code.length).split('\n')
    const isSplit = file.alone && /;[ \t]*$/m.test(code)
    return [...faultsOf(stmt, file), ...(isSplit ? (['split'] as const) : [])]
      .filter((rule) => !excused.has(rule) && !(contracts && contracting.includes(rule)))
      .map((rule) => ({ line: line.length, what: `${rule}: ${rules[rule]}` }))
  })
}

interface MigrationFile {
  /** Tables made, and indexes dropped, by earlier statements of the same file. */
  made: Set<string>
  alone: boolean
}

function faultsOf(node: Node, file: MigrationFile): Rule[] {
  const isOld = (table: string | undefined) => !file.made.has(table ?? '')
  if ('CreateStmt' in node) {
    file.made.add(node.CreateStmt.relation?.relname ?? '')
    return file.alone && !node.CreateStmt.if_not_exists ? ['repeat'] : []
  }
  if ('AlterTableStmt' in node)
    return isOld(node.AlterTableStmt.relation?.relname) ? alterations(node.AlterTableStmt) : []
  if ('IndexStmt' in node) return indexFaults(node.IndexStmt, file)
  if ('DropStmt' in node) return dropFaults(node.DropStmt, file)
  if ('RenameStmt' in node)
    return isOld(node.RenameStmt.relation?.relname) ? renameFaults(node.RenameStmt) : []
  if ('UpdateStmt' in node)
    return isOld(node.UpdateStmt.relation?.relname) && !node.UpdateStmt.whereClause
      ? ['whole-table']
      : []
  if ('DeleteStmt' in node)
    return isOld(node.DeleteStmt.relation?.relname) && !node.DeleteStmt.whereClause
      ? ['whole-table']
      : []
  if (
    'TruncateStmt' in node ||
    'LockStmt' in node ||
    'ClusterStmt' in node ||
    'ReindexStmt' in node ||
    'VacuumStmt' in node
  )
    return ['lock']
  return []
}

function alterations({ cmds = [] }: AlterTableStmt): Rule[] {
  return cmds.flatMap((node) => ('AlterTableCmd' in node ? alteration(node.AlterTableCmd) : []))
}

function alteration({ subtype, def }: AlterTableCmd): Rule[] {
  switch (subtype) {
    case 'AT_DropColumn':
      return ['drop']
    case 'AT_AlterColumnType':
      return ['type']
    case 'AT_SetNotNull':
      return ['not-null']
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
    case 'AT_SetTableSpace':
    case 'AT_SetAccessMethod':
      return ['rewrite']
    case 'AT_AddColumn':
      return def && 'ColumnDef' in def ? newColumn(def.ColumnDef) : []
    case 'AT_AddConstraint':
      return def && 'Constraint' in def ? newConstraint(def.Constraint) : []
    case 'AT_AttachPartition':
      return ['validation']
    default:
      return []
  }
}

function newColumn({ constraints = [] }: ColumnDef): Rule[] {
  const all = constraints.flatMap((node) => ('Constraint' in node ? [node.Constraint] : []))
  const value = all.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr
  const isNotNull = all.some(({ contype }) => contype === 'CONSTR_NOTNULL')
  const faults = new Set(all.flatMap(newConstraint))
  if (isNotNull && !value) faults.add('not-null')
  if (value && !isSame(value)) faults.add('rewrite')
  return [...faults]
}

function newConstraint({ contype, skip_validation: isLater, indexname }: Constraint): Rule[] {
  switch (contype) {
    case 'CONSTR_FOREIGN':
    case 'CONSTR_CHECK':
      return isLater ? [] : ['validation']
    case 'CONSTR_UNIQUE':
    case 'CONSTR_PRIMARY':
    case 'CONSTR_EXCLUSION':
      return indexname ? [] : ['index']
    case 'CONSTR_GENERATED':
    case 'CONSTR_IDENTITY':
      return ['rewrite']
    default:
      return []
  }
}

/** Whether a default is one value for all rows, which PostgreSQL then writes down once. */
function isSame(value: Node): boolean {
  if ('A_Const' in value || 'SQLValueFunction' in value) return true
  if ('TypeCast' in value) return value.TypeCast.arg !== undefined && isSame(value.TypeCast.arg)
  if ('A_ArrayExpr' in value) return (value.A_ArrayExpr.elements ?? []).every(isSame)
  if ('FuncCall' in value) {
    const [name] = value.FuncCall.funcname ?? []
    return name !== undefined && 'String' in name && name.String.sval === 'now'
  }
  return false
}

function indexFaults(
  { idxname = '', relation, concurrent, if_not_exists: isMaybe }: IndexStmt,
  file: MigrationFile,
): Rule[] {
  if (!concurrent) return file.made.has(relation?.relname ?? '') ? [] : ['index']
  if (!file.alone) return ['transaction']
  // One that failed stays, and is of no use: it must go before it is built again.
  return !isMaybe && file.made.has(`dropped ${idxname}`) ? [] : ['repeat']
}

function dropFaults(
  { removeType, concurrent, missing_ok: isMaybe, objects = [] }: DropStmt,
  file: MigrationFile,
): Rule[] {
  if (removeType === 'OBJECT_TRIGGER') return []
  if (removeType !== 'OBJECT_INDEX') return ['drop']
  for (const name of objects.flatMap(lastName)) file.made.add(`dropped ${name}`)
  if (!concurrent) return ['lock']
  if (!file.alone) return ['transaction']
  return isMaybe ? [] : ['repeat']
}

function lastName(node: Node): string[] {
  const last = 'List' in node ? node.List.items?.at(-1) : undefined
  return last && 'String' in last && last.String.sval !== undefined ? [last.String.sval] : []
}

function renameFaults({ renameType }: RenameStmt): Rule[] {
  return renameType === 'OBJECT_INDEX' || renameType === 'OBJECT_TABCONSTRAINT' ? [] : ['rename']
}
