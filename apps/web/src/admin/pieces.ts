/** A text in pieces: web addresses, and what stands between them. */
export function pieces(text: string): { readonly text: string; readonly isAddress: boolean }[] {
  return text
    .split(/(https?:\/\/[^\s<>"']{1,2000})/)
    .flatMap((piece) => {
      if (!/^https?:\/\//.test(piece)) return [{ text: piece, isAddress: false }]
      // A full stop or a bracket behind an address belongs to the sentence.
      const address = piece.replace(/[.,;:!?)\]]+$/, '')
      return [
        { text: address, isAddress: true },
        { text: piece.slice(address.length), isAddress: false },
      ]
    })
    .filter((piece) => piece.text !== '')
}
