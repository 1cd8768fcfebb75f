import { openCalibration } from '../features/calibration/service.ts'
import type { CalibrationVersion } from '../features/calibration/views.ts'
import { audit } from '../platform/audit.ts'
import { systemClock } from '../platform/clock.ts'
import { type CommandCall, type Outcome, UsageError } from './command.ts'
import { withDatabase } from './database.ts'
import { workspaceOf } from './workspace.ts'

/** `quizmentor calibrate bank | versions | rollback`: of the questions in the database. */
export async function calibrateWorkspace(call: CommandCall, action: string): Promise<Outcome> {
  const does = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (!does) throw new UsageError('Say bank, versions, rollback or nothing.')
  return withDatabase(call.config, call.log, async ({ kysely }) => {
    const workspaceId = await workspaceOf(kysely, call.values['workspace'])
    return does(openCalibration({ db: kysely, clock: systemClock, audit }), workspaceId)
  })
}

type Calibration = ReturnType<typeof openCalibration>
type Action = (calibration: Calibration, workspaceId: string) => Promise<Outcome>

const operator = { userId: null, address: null, requestId: null }

const actions: Readonly<Record<string, Action>> = {
  async bank(calibration, workspaceId) {
    const version = await calibration.calibrate(workspaceId, 'always')
    return version === null
      ? { text: 'Nobody has answered anything yet.', json: { calibration: null } }
      : { text: `Calibrated. ${lineOf(version)}`, json: { calibration: version } }
  },

  async versions(calibration, workspaceId) {
    const versions = await calibration.versions(workspaceId)
    const text = versions.map(lineOf).join('\n') || 'Nothing was calibrated yet.'
    return { text, json: { calibrations: versions } }
  },

  async rollback(calibration, workspaceId) {
    const version = await calibration.rollback(workspaceId, operator)
    return { text: `Taken back: ${lineOf(version)}`, json: { rolledBack: version } }
  },
}

function lineOf({ madeAt, method, people, answers, rolledBackAt }: CalibrationVersion): string {
  const made = `${madeAt.toISOString().slice(0, 16)}  ${method}, ${people} people, ${answers} answers`
  return rolledBackAt === null ? made : `${made}, taken back`
}
