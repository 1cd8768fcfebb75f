/** What client and server of live games agree on beside the messages. Weighs nothing on a phone. */
export const LIVE_PATH = '/api/v1/live'
export const LIVE_VERSION = 1

/** The longest frame a client may send, in bytes. */
export const MAX_CLIENT_FRAME = 4096

/** Why the server closes a socket (beside 1012, which asks to come back at once). */
export const liveClose = {
  replaced: 4001,
  removed: 4002,
  unauthorized: 4003,
  malformed: 4004,
  tooSlow: 4005,
  tooMany: 4006,
  gone: 4007,
  /** Client and server speak different versions: load the page again. */
  version: 4008,
} as const
