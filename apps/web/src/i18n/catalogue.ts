import type { Common } from './en/common.ts'
import type { Identity } from './en/identity.ts'
import type { Learn } from './en/learn.ts'
import type { Questions } from './en/questions.ts'

/** Every string, by area. An area's English file is its type; other languages must fit it. */
export interface Catalogue {
  readonly common: Common
  readonly identity: Identity
  readonly learn: Learn
  readonly questions: Questions
}

/** The strings that one page loads: the app has all areas, the players' page only its own. */
export type Loaded = Partial<Catalogue>
