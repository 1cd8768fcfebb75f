/** Where a game's results are downloaded; the session's cookie opens it. */
export function resultsAddress(workspaceId: string, gameId: string): string {
  return `/api/v1/workspaces/${workspaceId}/games/${gameId}/results.csv`
}
