import { z } from 'zod'

/**
 * A UUID is the same in small and in capital letters. Here all of them become small, so that two
 * are the same where their texts are.
 */
export const uuid = z.uuid().toLowerCase()

/** Of something new, made by whoever makes the thing. */
export const uuidv7 = z.uuidv7().toLowerCase()
