import type { Admin } from './en/admin.ts'
import type { Bank } from './en/bank.ts'
import type { Calibration } from './en/calibration.ts'
import type { Common } from './en/common.ts'
import type { Host } from './en/host.ts'
import type { Identity } from './en/identity.ts'
import type { Interchange } from './en/interchange.ts'
import type { Join } from './en/join.ts'
import type { Learn } from './en/learn.ts'
import type { Play } from './en/play.ts'
import type { Questions } from './en/questions.ts'

/** Every string, by area. An area's English file is its type; other languages must fit it. */
export interface Catalogue {
  readonly admin: Admin
  readonly bank: Bank
  readonly calibration: Calibration
  readonly common: Common
  readonly host: Host
  readonly identity: Identity
  readonly interchange: Interchange
  readonly join: Join
  readonly learn: Learn
  readonly play: Play
  readonly questions: Questions
}

/** The strings that one page loads: the app has all areas, the players' page only its own. */
export type Loaded = Partial<Catalogue>

/** What the app loads: all but the players' page. */
export type AppCatalogue = Omit<Catalogue, 'join' | 'play'>
