import { ChoiceBar } from '../../design/choice-bar.tsx'
import { useStrings } from '../../i18n/strings.tsx'

type Rule = 'partial' | 'all_or_nothing'

interface Props {
  readonly rule: Rule
  readonly onChange: (rule: Rule) => void
}

/** Whether an answer that is partly right counts in part. */
export function PartialCredit({ rule, onChange }: Props) {
  const { rules: t } = useStrings('bank')
  return (
    <ChoiceBar
      label={t.label}
      value={rule}
      onChange={onChange}
      choices={[
        { value: 'partial', label: t.partial },
        { value: 'all_or_nothing', label: t.all_or_nothing },
      ]}
    />
  )
}
