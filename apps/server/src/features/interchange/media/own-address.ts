/** Where a file that questions show is given out: by its hash, for ever the same. */
export function mediaAddress(workspaceId: string, hash: string): string {
  return `/api/v1/workspaces/${workspaceId}/media/${hash}`
}

/** Finds the addresses of a workspace's files in a text; the hash is the first group. */
export function mediaAddresses(workspaceId: string): RegExp {
  return new RegExp(`${mediaAddress(workspaceId, '([0-9a-f]{64})')}(?![0-9A-Za-z])`, 'g')
}
