import { textLink } from '../design/text-link.ts'
import { pieces } from './pieces.ts'

/** Plain text whose web addresses can be followed. */
export function Linked({ text }: { readonly text: string }) {
  return pieces(text).map((piece, place) =>
    piece.isAddress ? (
      <a key={place} href={piece.text} rel="noreferrer" className={`${textLink} break-all`}>
        {piece.text}
      </a>
    ) : (
      piece.text
    ),
  )
}
