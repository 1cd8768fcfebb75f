import { createContext } from 'react'

/** Where lists pop up that belong to what is below; `null`: in the page. For frames with a page of their own. */
export const PopupPlace = createContext<Element | null>(null)
