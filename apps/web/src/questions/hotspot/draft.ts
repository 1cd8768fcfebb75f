import type { Hotspot } from '@quizmentor/engine/question/hotspot'
import type { IdOf } from '../part.ts'
import { noPicture, storedPicture, type AreaDraft, type PictureDraft } from '../picture/draft.ts'
import { keptRecord, NO_OPTION } from '../single-choice/draft.ts'

export interface SpotDraft extends AreaDraft {
  readonly label: string
}

export interface HotspotDraft {
  readonly type: 'hotspot'
  readonly image: PictureDraft
  readonly spots: readonly SpotDraft[]
  readonly right: readonly string[]
  readonly most: number
  readonly rule: Hotspot['key']['rule']
  /** By spot, what is said to whoever chose it. */
  readonly feedback?: Readonly<Record<string, string>> | undefined
}

export function blankHotspot(): HotspotDraft {
  return { type: 'hotspot', image: noPicture, spots: [], right: [], most: 1, rule: 'penalised' }
}

export function readHotspot({ type, body, key }: Hotspot): HotspotDraft {
  const ids = new Set(body.spots.map(({ id }) => id))
  return {
    type,
    image: body.image,
    spots: body.spots,
    right: [...new Set(key.spots)].filter((id) => ids.has(id)),
    most: body.most,
    rule: key.rule,
    feedback: key.feedback,
  }
}

export function hotspotBody({ image, spots, most }: HotspotDraft, idOf: IdOf): Hotspot['body'] {
  return {
    image: storedPicture(image),
    spots: spots.map(({ id, area, label }) => ({ id: idOf(id), area, label: label.trim() })),
    most,
  }
}

export function hotspotKey(draft: HotspotDraft, idOf: IdOf): Hotspot['key'] {
  const spots = draft.right.map(idOf)
  return {
    spots: spots.length === 0 ? [NO_OPTION] : spots,
    rule: draft.rule,
    ...keptRecord('feedback', draft.feedback, draft.spots, idOf),
  }
}
