/** Code between as many backticks as it needs. */
export function codeSpan(code: string): string {
  const ticks = '`'.repeat(longestRun(code) + 1)
  const pad = /^`|`$|^ .*\S.* $/.test(code) ? ' ' : ''
  return ticks + pad + code + pad + ticks
}

/** The most backticks in a row. */
function longestRun(code: string): number {
  let longest = 0
  for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}

/** Code in lines of its own, fenced. */
export function fenced(code: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1))
  return `${fence}${language}\n${code.replace(/\n$/, '')}\n${fence}`
}

/** The programming language that a class names, as highlighters write it. */
export function languageOf(attributes: Readonly<Record<string, string>>): string {
  return /(?:^|\s)(?:lang(?:uage)?-)([\w+#-]{1,20})/.exec(attributes['class'] ?? '')?.[1] ?? ''
}
