import { describe, expect, test } from 'vitest'
import { argon2idPasswords } from './password.ts'
import { refuseCommonPassword } from './password-rules.ts'

const ada = { name: 'Ada Lovelace', email: 'ada.lovelace@example.org' }

describe('hashes', () => {
  const passwords = argon2idPasswords()

  test('are argon2id at the recommended cost, each with its own salt', async () => {
    const [one, two] = [await passwords.hash('the same'), await passwords.hash('the same')]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(one).not.toBe(two)
    expect(await passwords.verify('the same', one)).toBe(true)
    expect(await passwords.verify('the same ', one)).toBe(false)
  })

  test('keep their own cost, so those of other times can be compared', async () => {
    const cheap = argon2idPasswords({ memory: 64, passes: 1, parallelism: 1 })
    expect(await passwords.verify('the same', await cheap.hash('the same'))).toBe(true)
  })

  test('of other programs are read: the reference implementation', async () => {
    const hash =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await passwords.verify('password', hash)).toBe(true)
  })

  test.each(['', 'plain', '$2b$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=1$a$b'])(
    'that are none (%j) fit nothing',
    async (hash) => {
      expect(await passwords.verify('plain', hash)).toBe(false)
    },
  )
})

describe('new passwords', () => {
  test.each([
    'password123',
    'Password1!',
    'P@$$w0rd2026',
    'passwordpassword',
    'iloveyou2020',
    'qwertyuiop',
    'qwertyuiop123',
    '1234567890',
    '0987654321',
    '1q2w3e4r5t6y',
    '1qaz2wsx3edc',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '121212121212',
    'abcdefghij',
    'letmein12345',
    'Welcome2026!',
    'Sommer 2026 2026'.replace('Sommer', 'summer'),
    'correct horse battery staple',
    'quizmentor1',
    'ada.lovelace',
    'AdaLovelace99',
    'ada.lovelace@example.org',
    '          ',
  ])('%j is refused, and says what to do', (password) => {
    expect(() => refuseCommonPassword(password, ada)).toThrow('Use a longer one')
  })

  test.each([
    'three rivers at night',
    'summer rain on tin',
    'xK9#mQ2$vL7p',
    'ada likes long walks',
    'Пароль для меня',
    'password managers are useful',
    '9f86d081884c7d659a2f',
    'twelve angry hens',
  ])('%j is accepted', (password) => {
    expect(() => refuseCommonPassword(password, ada)).not.toThrow()
  })
})
