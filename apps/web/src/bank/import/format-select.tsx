import { type FormatName } from '@quizmentor/contract/interchange'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'

interface Props {
  readonly value: FormatName | null
  readonly hint?: string
  readonly disabled: boolean
  readonly onChange: (format: FormatName) => void
}

const names: readonly FormatName[] = [
  'moodle-xml',
  'gift',
  'cloze',
  'aiken',
  'missing-word',
  'qti',
  'qti-1.2',
  'blackboard',
  'anki',
  'csv',
  'xlsx',
  'markdown',
  'pasted',
  'json',
]

/** What a file is to be read as. */
export function FormatSelect({ value, hint, disabled, onChange }: Props) {
  const { preview: t, formats } = useStrings('interchange')
  return (
    <Select
      label={t.format}
      {...(hint !== undefined && { hint })}
      disabled={disabled}
      value={value}
      placeholder={t.chooseFormat}
      options={names.map((name) => ({ value: name, label: formats[name] }))}
      onChange={(format) => {
        if (format !== value) onChange(format)
      }}
    />
  )
}
