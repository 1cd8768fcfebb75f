/** Images from this site, and small ones that stand in the text itself. Never from elsewhere. */
export function isOwnImage(src: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=]+$/i.test(src) || isOwnPath(src)
}

/** A path on this site. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !/[\\\p{Cc}]/u.test(path)
}
