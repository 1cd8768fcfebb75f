import { PasswordField, TextField } from '../design/field.tsx'
import { useStrings } from '../i18n/strings.tsx'

/** What an account is made of. */
export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** The fields that show their own errors. */
export const accountPointers = ['/body/name', '/body/email', '/body/password']

/** Reads the fields of `NewAccountFields`. */
export function readNewAccount(field: (name: string) => string): NewAccount {
  return { name: field('name').trim(), email: field('email').trim(), password: field('password') }
}

interface Props {
  readonly errorAt: (pointer: string) => string | undefined
}

/** Name, e-mail address and password of a new account. */
export function NewAccountFields({ errorAt }: Props) {
  const { fields } = useStrings('identity')
  return (
    <>
      <TextField
        name="name"
        label={fields.name}
        hint={fields.nameHint}
        autoComplete="name"
        maxLength={80}
        autoFocus
        required
        error={errorAt('/body/name')}
      />
      <TextField
        name="email"
        type="email"
        label={fields.email}
        autoComplete="email"
        maxLength={254}
        required
        error={errorAt('/body/email')}
      />
      <PasswordField
        name="password"
        label={fields.password}
        hint={fields.passwordHint}
        autoComplete="new-password"
        maxLength={256}
        required
        error={errorAt('/body/password')}
      />
    </>
  )
}
