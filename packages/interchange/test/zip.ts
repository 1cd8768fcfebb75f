import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a ZIP archive, and what the archive is to say of it that isn't so. */
export interface ZipEntry {
  readonly name: string
  readonly bytes?: Uint8Array
  readonly stored?: boolean
  /** Instead of the true ones. */
  readonly size?: number
  readonly packedSize?: number
  readonly checksum?: number
  readonly offset?: number
  readonly flags?: number
  readonly method?: number
  /** Unix mode, with the kind of file. */
  readonly mode?: number
  readonly localName?: string
}

/** A ZIP archive, byte by byte, so that it can lie. */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const bytes = entry.bytes ?? new Uint8Array()
    const data = entry.stored === true ? Buffer.from(bytes) : deflateRawSync(bytes)
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE((entry.flags ?? 0) | 0x800, 2)
    fixed.writeUInt16LE(entry.method ?? (entry.stored === true ? 0 : 8), 4)
    fixed.writeUInt16LE(0x21, 8)
    fixed.writeUInt32LE(entry.checksum ?? crc32(bytes), 10)
    fixed.writeUInt32LE(entry.packedSize ?? data.length, 14)
    fixed.writeUInt32LE(entry.size ?? bytes.length, 18)
    const name = Buffer.from(entry.name)
    const localName = Buffer.from(entry.localName ?? entry.name)
    fixed.writeUInt16LE(localName.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fixed, localName, data])
    fixed.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6)
    tail.writeUInt32LE(entry.offset ?? at, 10)
    list.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fixed, tail, name)
    parts.push(local)
    at += local.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...parts, directory, end]))
}
