import type { SelectPoint } from '@quizmentor/engine/question/select-point'
import { newPartId } from '../part.ts'
import { noPicture, storedPicture, type AreaDraft, type PictureDraft } from '../picture/draft.ts'

export interface RightAreaDraft extends AreaDraft {
  readonly credit: number
}

export interface SelectPointDraft {
  readonly type: 'select_point'
  readonly image: PictureDraft
  readonly areas: readonly RightAreaDraft[]
  readonly most: number
  readonly rule: SelectPoint['key']['rule']
}

export function blankSelectPoint(): SelectPointDraft {
  return { type: 'select_point', image: noPicture, areas: [], most: 1, rule: 'partial' }
}

export function readSelectPoint({ type, body, key }: SelectPoint): SelectPointDraft {
  return {
    type,
    ...body,
    areas: key.areas.map((each) => ({ id: newPartId(), ...each })),
    rule: key.rule,
  }
}

export function selectPointBody({ image, most }: SelectPointDraft): SelectPoint['body'] {
  return { image: storedPicture(image), most }
}

export function selectPointKey({ areas, rule }: SelectPointDraft): SelectPoint['key'] {
  return { areas: areas.map(({ area, credit }) => ({ area, credit })), rule }
}
