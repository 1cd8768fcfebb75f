const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const permissionsPolicy = [
  'accelerometer=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
  'browsing-topics=()',
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
].join(', ')

/** On every answer: what a browser must not do with it. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Addresses carry one-time tokens: no other site gets to see them.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-permitted-cross-domain-policies': 'none',
  'permissions-policy': permissionsPolicy,
}

/** On answers over TLS: a year without plain HTTP. */
export const strictTransportSecurity = 'max-age=31536000'

/**
 * How long an answer may be kept: by browsers (`Cache-Control`, RFC 9111, and RFC 5861 for what is shown
 * while it is asked for anew), and by networks in front of this server (`CDN-Cache-Control`, RFC 9213).
 */
export const caching = {
  /** Whatever is about somebody, and whatever may be different the next time. */
  never: { 'cache-control': 'no-store', 'cdn-cache-control': 'no-store' },
  /** Kept, but asked for each time: what says which of the other files belong together. */
  whileSame: { 'cache-control': 'no-cache', 'cdn-cache-control': 'no-cache' },
  /** What everybody gets alike, and may be a little old. */
  aWhile: {
    'cache-control': 'public, max-age=60, stale-while-revalidate=86400',
    'cdn-cache-control': 'public, max-age=60, stale-while-revalidate=86400',
  },
  /** What has another address when it changes. */
  forGood: {
    'cache-control': 'public, max-age=31536000, immutable',
    'cdn-cache-control': 'public, max-age=31536000, immutable',
  },
  /** The same for browsers; a network lets go within a day of what its owner has deleted. */
  forGoodByReaders: {
    'cache-control': 'public, max-age=31536000, immutable',
    'cdn-cache-control': 'public, max-age=86400',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>
