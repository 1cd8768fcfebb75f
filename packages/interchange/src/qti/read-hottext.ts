import type { XmlElement } from '../xml.ts'
import { partName } from '../moodle-answers.ts'
import { chosenFrom } from './read-choice.ts'
import { withinNamed } from './read-names.ts'
import { optionText, told } from './read-options.ts'
import { refused, type Item, type Reading, type Refused } from './read-reading.ts'
import { made } from './read-texts.ts'

/** `hottextInteraction`: the words to choose from are underlined in the text, and are the options. */
export function readHottext(item: Item, interaction: XmlElement): Reading | Refused {
  const elements = withinNamed(interaction, 'hottext')
  if (elements.length < 2)
    return refused('too_few_options', 'There is only one word to choose from.')
  const choices = told(
    elements.map((element, index) => ({
      id: partName(index),
      identifier: element.attributes.get('identifier')?.trim() ?? '',
      text: optionText(item, element),
    })),
  )
  for (const element of elements)
    item.texts.replace(element, [made('u', item.texts.shown(element.children))])
  item.notice('hottext_as_choice', 'Words in the text are chosen from a list of them.')
  const reading = chosenFrom(item, interaction, choices, false)
  item.texts.replace(interaction, item.texts.shown(interaction.children))
  return reading
}
