import { attribute, childrenOf, type XmlElement } from '../xml.ts'

/** The elements of these names anywhere inside an element, in document order. */
export function descendants(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return childrenOf(element).flatMap((inner) => [
    ...(names.includes(inner.name) ? [inner] : []),
    ...descendants(inner, ...names),
  ])
}

/** An attribute, or an empty string. */
export function attributeOf(element: XmlElement, name: string): string {
  return attribute(element, name) ?? ''
}

/** A number as these formats write it; `null` where it is none. `1*10^3` is 1000. */
export function numberOf(text: string): number | null {
  const written = text.trim().replace(/^([-+]?[\d.,]+)\s*[*×x]\s*10\^\(?([-+]?\d+)\)?$/i, '$1e$2')
  const plain = /^[-+]?\d+,\d+$/.test(written) ? written.replace(',', '.') : written
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}
