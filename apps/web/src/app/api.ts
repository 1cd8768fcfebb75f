import { createClient } from '@quizmentor/client/client'

/** Every call to the server, typed by the contract: `api.practice.home({ params, query })`. */
export const api = createClient()
