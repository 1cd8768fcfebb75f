import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Hashes passwords and compares them with hashes. */
export interface Passwords {
  hash(password: string): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
}

export interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

const derive = promisify(argon2)

/** OWASP's choice for argon2id: 19 MiB, two passes, one lane. */
const recommended: Cost = { memory: 19_456, passes: 2, parallelism: 1 }

/**
 * argon2id, off the main thread, in the usual `$argon2id$…` form: a hash keeps what it cost, so
 * that the cost of new ones can change.
 */
export function argon2idPasswords(cost: Cost = recommended): Passwords {
  return {
    async hash(password) {
      const nonce = randomBytes(16)
      const key = await argon2id(password, nonce, cost, 32)
      const { memory, passes, parallelism } = cost
      const parameters = `m=${memory},t=${passes},p=${parallelism}`
      return `$argon2id$v=19$${parameters}$${base64(nonce)}$${base64(key)}`
    },

    async verify(password, hash) {
      const parts = form.exec(hash)?.slice(1)
      if (parts === undefined) return false
      const [memory, passes, parallelism, nonce = '', key = ''] = parts
      const expected = Buffer.from(key, 'base64')
      const given = await argon2id(
        password,
        Buffer.from(nonce, 'base64'),
        { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
        expected.length,
      )
      return timingSafeEqual(given, expected)
    },
  }
}

/** Passwords at the recommended cost. */
export const passwords = argon2idPasswords()

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function argon2id(password: string, nonce: Buffer, cost: Cost, tagLength: number) {
  // The password is kept as it was typed: no trimming, no Unicode normalisation.
  return derive('argon2id', { message: password, nonce, tagLength, ...cost })
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
