import {
  calibrationRoutes,
  type CalibrationVersion as SaidVersion,
} from '@quizmentor/contract/calibration'
import { implement, type MountedRoute, type User } from '../../http/feature.ts'
import type { Actor } from '../../platform/audit.ts'
import type { CalibrationRequests, LastRequest } from './requests.ts'
import type { CalibrationService } from './service.ts'
import type { CalibrationVersion } from './views.ts'

/** The HTTP routes of calibrations. */
export function calibrationFeature(
  calibration: CalibrationService,
  requests: CalibrationRequests,
): readonly MountedRoute[] {
  return implement(calibrationRoutes, {
    async listVersions({ params: { workspaceId } }) {
      // Before the versions: what it made until it was done is among them then.
      const last = await requests.last(workspaceId)
      const versions = await calibration.versions(workspaceId)
      return { items: versions.map(said), request: stateOf(last, versions[0]) }
    },

    listVersionQuestions: ({ params, query }) =>
      calibration.questions(params.workspaceId, params.calibrationId, query),

    async calibrate(call) {
      await requests.request(call.params.workspaceId, actorOf(call))
      return { request: 'running' as const }
    },

    async takeBack(call) {
      const { workspaceId, calibrationId } = call.params
      return said(await calibration.takeBack(workspaceId, calibrationId, actorOf(call)))
    },
  })
}

/** A request that failed is no longer of interest once a calibration was made all the same. */
function stateOf(
  last: LastRequest | undefined,
  newest: CalibrationVersion | undefined,
): 'none' | 'running' | 'failed' {
  if (last === undefined || last.state === 'done') return 'none'
  if (last.state === 'running') return 'running'
  return newest !== undefined && newest.madeAt > last.at ? 'none' : 'failed'
}

function said({ madeAt, rolledBackAt, ...version }: CalibrationVersion): SaidVersion {
  return {
    ...version,
    madeAt: madeAt.toISOString(),
    takenBackAt: rolledBackAt?.toISOString() ?? null,
  }
}

function actorOf(call: {
  readonly caller: { readonly user: User }
  readonly address: string
  readonly requestId: string
}): Actor {
  return { userId: call.caller.user.id, address: call.address, requestId: call.requestId }
}
