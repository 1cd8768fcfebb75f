import { child, childrenOf, type XmlElement } from '../xml.ts'
import { ownText } from './read-extended-text.ts'
import { withinNamed } from './read-names.ts'
import { optionText } from './read-options.ts'
import { refused, responseOf, type Item, type Reading, type Refused } from './read-reading.ts'
import { made, type Nodes } from './read-texts.ts'

const sayable = new Set([
  'choiceInteraction',
  'inlineChoiceInteraction',
  'textEntryInteraction',
  'extendedTextInteraction',
  'orderInteraction',
  'hottextInteraction',
  'gapMatchInteraction',
])

/**
 * Several interactions that no question of ours holds together: all of them in the stem, to be
 * answered in one text, with their right answers as the model.
 */
export function readCombined(item: Item, interactions: readonly XmlElement[]): Reading | Refused {
  if (!interactions.every(({ name }) => sayable.has(name)))
    return refused(
      'several_interactions',
      'The item asks for several answers of kinds that one question of ours can’t hold together.',
    )
  const model: string[] = []
  interactions.forEach((interaction, index) => {
    const number = `(${index + 1})`
    const options = withinNamed(interaction, 'simpleChoice', 'inlineChoice', 'hottext', 'gapText')
    const names = item.marker.correct(responseOf(interaction)).list.map(String)
    const right = names.map((pair) => {
      // In gaps: the choice, and the gap, of which the order tells.
      const name = interaction.name === 'gapMatchInteraction' ? (pair.split(' ')[0] ?? '') : pair
      const option = options.find(({ attributes }) => attributes.get('identifier')?.trim() === name)
      return option === undefined ? name : optionText(item, option)
    })
    if (right.length > 0) model.push(`${number} ${right.join('; ')}`)
    item.texts.replace(interaction, inWords(item, interaction, number, options))
  })
  item.notice(
    'interactions_combined',
    'Its several answers are given in one text, which learners mark themselves.',
  )
  return ownText(item, { lines: 2 * interactions.length, template: '', model: model.join('\n\n') })
}

function inWords(
  item: Item,
  interaction: XmlElement,
  number: string,
  options: readonly XmlElement[],
): Nodes {
  if (interaction.name === 'inlineChoiceInteraction')
    return [` ${number} [${options.map((option) => item.texts.plain(option)).join(' / ')}] `]
  if (interaction.name === 'textEntryInteraction') return [` ${number} … `]
  if (interaction.name === 'hottextInteraction') {
    for (const option of options)
      item.texts.replace(option, [made('u', item.texts.shown(option.children))])
    return [made('p', [number]), ...item.texts.shown(interaction.children)]
  }
  if (interaction.name === 'gapMatchInteraction') {
    for (const gap of withinNamed(interaction, 'gap')) item.texts.replace(gap, [' … '])
    const list = options.map((option) => made('li', item.texts.shown(option.children)))
    for (const option of options) item.texts.replace(option, [])
    return [
      made('div', [`${number} `]),
      ...item.texts.shown(interaction.children),
      made('ul', list),
    ]
  }
  const prompt = child(interaction, 'prompt')
  const asked = prompt === undefined ? [] : item.texts.shown(prompt.children)
  const list = childrenOf(interaction, 'simpleChoice').map((option) =>
    made('li', item.texts.shown(option.children)),
  )
  return [made('div', [`${number} `, ...asked]), ...(list.length > 0 ? [made('ul', list)] : [])]
}
