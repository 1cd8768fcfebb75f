/** A file of Moodle's with some elements in it. */
export function quiz(...questions: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>\n`
}

/** A question of a type with what is special to it. */
export function question(type: string, rest: string, text = '<p>What is it?</p>'): string {
  return `<question type="${type}">
    <name><text>A name</text></name>
    <questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    ${rest}
  </question>`
}

export function answer(fraction: number, text: string, feedback = '', more = ''): string {
  return `<answer fraction="${fraction}" format="html"><text><![CDATA[${text}]]></text>
    <feedback format="html"><text><![CDATA[${feedback}]]></text></feedback>${more}</answer>`
}

/** The head of a PNG of a size, which is all that anybody reads of it here. */
export function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.from('\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0\x08\x02\0\0\0', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

export function file(name: string, bytes: Uint8Array): string {
  return `<file name="${name}" path="/" encoding="base64">${Buffer.from(bytes).toString('base64')}</file>`
}
