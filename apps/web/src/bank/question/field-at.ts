import { field } from '../../questions/editing/fields.ts'
import { shownGaps } from '../../questions/fill-in/draft.ts'
import { shownGaps as shownMatchGaps } from '../../questions/gap-match/draft.ts'
import { written, type Part } from '../../questions/part.ts'
import { writtenOthers } from '../../questions/text-match-draft.ts'
import type { QuestionDraft } from './draft.ts'

/** The field of a place in the stored content, where blank parts don't count. */
export function fieldAt(
  [area, list = '', place = '', inner = '', last = '']: readonly string[],
  draft: QuestionDraft,
): string {
  const { answer } = draft
  const nth = (parts: readonly Part[], index: string) => {
    const part = written(parts)[Number(index)]
    return part === undefined ? field.key : field.part(part.id)
  }
  const part = (parts: readonly { readonly id: string }[], index: string) => {
    const found = parts[Number(index)]
    return index === '' || found === undefined ? field.key : field.part(found.id)
  }
  if (area === 'stem') return field.stem
  if (area === 'explanation') return field.explanation
  if (area === 'feedback') return field.said(list)
  if (area === 'topicId') return field.topic
  if (area === 'tags') return field.tags
  if (area === 'source') return list === 'url' ? field.sourceUrl : field.sourceTitle
  if (area === 'hints') return nth(draft.hints, list)
  switch (answer.type) {
    case 'single_choice':
    case 'multiple_choice':
      return list === 'options' ? nth(answer.options, place) : field.key
    case 'ordering':
      return list === 'items' ? nth(answer.items, place) : field.key
    case 'matching':
      if (list === 'prompts') return nth(answer.prompts, place)
      return list === 'targets' ? nth(answer.targets, place) : field.key
    case 'short_text':
      if (list === 'others') return part(writtenOthers(answer.match), place)
      return list === 'accepted' ? nth(answer.match.accepted, place) : field.key
    case 'numeric': {
      const others = (answer.otherNumbers ?? []).filter(({ value }) => value !== null)
      if (list === 'others') return part(others, place)
      const units = answer.units.filter(({ name }) => name.trim() !== '')
      const unit = list === 'units' ? units[Number(place)] : undefined
      return unit === undefined ? field.key : field.part(unit.id)
    }
    case 'fill_in': {
      if (area === 'body' && list === 'text') return field.text
      const gaps = shownGaps(answer)
      const gap =
        area === 'body'
          ? answer.gaps.filter((each) => gaps.includes(each))[Number(place)]
          : gaps.find(({ id }) => id === place)
      if (gap === undefined) return field.text
      if (inner === 'choices' && last !== '') return nth(gap.choices, last)
      if (inner === 'accepted' && last !== '') return nth(gap.match.accepted, last)
      return field.part(gap.id)
    }
    case 'true_false':
      return field.key
    case 'hotspot':
      if (list === 'image') return place === 'alt' ? field.alt : field.picture
      if (list === 'most') return field.most
      return list === 'spots' && area === 'body' ? part(answer.spots, place) : field.key
    case 'select_point':
      if (list === 'image') return place === 'alt' ? field.alt : field.picture
      if (list === 'most') return field.most
      return list === 'areas' ? part(answer.areas, place) : field.key
    case 'associate':
      if (list === 'options') return nth(answer.options, place)
      if (list === 'most') return field.most
      return list === 'pairs' ? part(answer.pairs, place) : field.key
    case 'gap_match': {
      if (list === 'image') return place === 'alt' ? field.alt : field.picture
      if (list === 'choices') return nth(answer.choices, place)
      if (area === 'body' && list === 'text') return field.text
      const shown = shownMatchGaps(answer)
      const gap =
        area === 'body'
          ? answer.gaps.filter((each) => shown.includes(each))[Number(place)]
          : shown.find(({ id }) => id === place)
      return gap === undefined ? field.key : field.part(gap.id)
    }
    case 'slider':
      return area === 'body' ? field.scale : field.key
    case 'extended_text':
      return list === 'rubric' ? nth(answer.rubric, place) : field.model
  }
}
