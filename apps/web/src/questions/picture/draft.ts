import type { Area, Image } from '@quizmentor/engine/question/image'

/** The picture of a question while it is written. */
export interface PictureDraft {
  readonly src: string
  /** Known once the picture was read; areas are in pixels of this size. */
  readonly width: number | null
  readonly height: number | null
  readonly alt: string
}

/** An area of a picture, known by an id while it is drawn. */
export interface AreaDraft {
  readonly id: string
  readonly area: Area
}

export const noPicture: PictureDraft = { src: '', width: null, height: null, alt: '' }

/** As it would be stored; a picture that isn't there or wasn't read has no size, which no schema takes. */
export function storedPicture({ src, width, height, alt }: PictureDraft): Image {
  return { src, width: width ?? 0, height: height ?? 0, alt: alt.trim() }
}
