import type { AppCatalogue } from '../catalogue.ts'
import { admin } from './admin.ts'
import { bank } from './bank.ts'
import { calibration } from './calibration.ts'
import { common } from './common.ts'
import { host } from './host.ts'
import { identity } from './identity.ts'
import { interchange } from './interchange.ts'
import { learn } from './learn.ts'
import { questions } from './questions.ts'

/** Every area, for the app. */
export const app: AppCatalogue = {
  admin,
  bank,
  calibration,
  common,
  host,
  identity,
  interchange,
  learn,
  questions,
}
