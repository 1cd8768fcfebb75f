import type { Catalogue } from '../catalogue.ts'
import { common } from './common.ts'
import { identity } from './identity.ts'
import { learn } from './learn.ts'
import { questions } from './questions.ts'

/** Every area, for the app. */
export const app: Catalogue = { common, identity, learn, questions }
