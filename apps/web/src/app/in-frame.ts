import { createContext } from 'react'

/** Whether a page already stands in a frame with a header and a main landmark. */
export const InFrame = createContext(false)
