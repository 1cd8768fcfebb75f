import { createContext, use } from 'react'
import { keepImages, type Images } from './images.ts'

/** The images of the texts being edited. */
export const ImagesContext = createContext<Images>(keepImages())

export function useImages(): Images {
  return use(ImagesContext)
}
