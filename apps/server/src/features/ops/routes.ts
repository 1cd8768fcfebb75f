import { opsRoutes } from '@quizmentor/contract/ops'
import { implement, type MountedRoute } from '../../http/feature.ts'
import { createOperations, type OperationsOptions } from './service.ts'

/** The HTTP routes for those who run the server. */
export function opsFeature(options: OperationsOptions): readonly MountedRoute[] {
  const operations = createOperations(options)
  return implement(opsRoutes, {
    listMails: ({ params, query }) => operations.listMails(params.workspaceId, query),
    listAudit: ({ params, query }) => operations.listAudit(params.workspaceId, query),
    status: ({ params }) => operations.status(params.workspaceId),
  })
}
