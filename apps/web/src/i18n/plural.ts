type Forms = { readonly other: string } & { readonly [Form in Intl.LDMLPluralRule]?: string }

/**
 * Gives, for a language, a function that makes counted strings: `#` stands for the number, and
 * the form is the one that the language's rules ask for.
 *
 *     const plural = pluralIn('en')
 *     const answers = plural({ one: '# answer', other: '# answers' })
 *     answers(3) // '3 answers'
 */
export function pluralIn(language: string): (forms: Forms) => (count: number) => string {
  const rules = new Intl.PluralRules(language)
  const number = new Intl.NumberFormat(language)
  return (forms) => (count) =>
    (forms[rules.select(count)] ?? forms.other).replaceAll('#', number.format(count))
}
