import { bankRoutes } from './bank.ts'
import { calibrationRoutes } from './calibration.ts'
import { identityRoutes } from './identity.ts'
import { interchangeRoutes } from './interchange.ts'
import { liveRoutes } from './live.ts'
import { opsRoutes } from './ops.ts'
import { practiceRoutes } from './practice.ts'

/** Every route of the HTTP API, by feature. */
export const routes = {
  identity: identityRoutes,
  bank: bankRoutes,
  interchange: interchangeRoutes,
  practice: practiceRoutes,
  live: liveRoutes,
  calibration: calibrationRoutes,
  ops: opsRoutes,
}
