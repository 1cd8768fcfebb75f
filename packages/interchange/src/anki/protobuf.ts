/** One field of a message: a number, or the bytes of a string, of bytes or of a message in it. */
export interface ProtobufField {
  readonly number: number
  readonly value: number | Uint8Array
}

/**
 * The fields of a Protocol Buffers message, in order, by the encoding documented at
 * protobuf.dev/programming-guides/encoding. Stops where the bytes are no message.
 */
export function* protobufFields(bytes: Uint8Array): Generator<ProtobufField> {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; at < bytes.length; factor *= 128) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * factor
      if (byte < 128) return value
      if (factor > 2 ** 63) break
    }
    at = bytes.length
    return Number.NaN
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    switch (tag % 8) {
      case 0:
        yield { number, value: varint() }
        break
      case 2: {
        const length = varint()
        if (!(length <= bytes.length - at)) return
        yield { number, value: bytes.subarray(at, at + length) }
        at += length
        break
      }
      case 1:
        at += 8
        break
      case 5:
        at += 4
        break
      default:
        return
    }
  }
}

/** The text of the first field of a number; empty where there is none. */
export function protobufText(bytes: Uint8Array, number: number): string {
  for (const field of protobufFields(bytes))
    if (field.number === number && typeof field.value !== 'number')
      return new TextDecoder().decode(field.value)
  return ''
}

/** The number of the first field of a number; 0, Protocol Buffers' default, where there is none. */
export function protobufNumber(bytes: Uint8Array, number: number): number {
  for (const field of protobufFields(bytes))
    if (field.number === number && typeof field.value === 'number') return field.value
  return 0
}
