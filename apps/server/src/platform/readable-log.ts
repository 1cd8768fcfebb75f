import type { DestinationStream } from 'pino'
import { stripVTControlCharacters, styleText } from 'node:util'

type Colour = Parameters<typeof styleText>[0]

const colours: Readonly<Record<string, Colour>> = {
  fatal: 'red',
  error: 'red',
  warn: 'yellow',
  info: 'green',
  debug: 'gray',
  trace: 'gray',
}

/** Turns the log's JSON lines into lines for a person: time, level, message, the rest. */
export function readable(output: { write(text: string): unknown }): DestinationStream {
  return {
    write(line) {
      output.write(format(line))
    },
  }
}

function format(line: string): string {
  const entry: unknown = JSON.parse(line)
  if (typeof entry !== 'object' || entry === null) return line
  const { time, level, msg, err, ...rest } = { ...emptyEntry, ...entry }
  const label = String(level)
  const details = Object.entries(rest).map(
    ([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const head = [
    styleText('gray', String(time).slice(11, 19)),
    styleText(colours[label] ?? 'white', label.padEnd(5)),
    plain(String(msg)),
  ].join(' ')
  return `${head}${styleText('gray', plain(details.join('')))}\n${describe(err)}`
}

const emptyEntry: { time: unknown; level: unknown; msg: unknown; err: unknown } = {
  time: '',
  level: '',
  msg: '',
  err: undefined,
}

function describe(err: unknown): string {
  if (typeof err !== 'object' || err === null) return ''
  const text = 'stack' in err ? err.stack : 'message' in err ? err.message : JSON.stringify(err)
  const cause = 'cause' in err ? `  cause:\n${describe(err.cause)}` : ''
  return `${String(text).split('\n').map(plain).join('\n')}\n${cause}`
}

/** Text from outside can neither forge a line nor speak to the terminal. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return stripVTControlCharacters(text).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
}
