import type { Random } from '../question/parts.ts'
import { log } from './portable-math.ts'

/**
 * The value below which a standard normal variable lies with probability p, 0 < p < 1: algorithm
 * AS 241 (Wichura 1988), about 16 digits.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(centre, r)) / polynomial(centreBelow, r)
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p))
  const tail =
    r <= 5
      ? polynomial(near, r - 1.6) / polynomial(nearBelow, r - 1.6)
      : polynomial(far, r - 5) / polynomial(farBelow, r - 5)
  return q < 0 ? -tail : tail
}

/** A standard normal number. */
export function standardNormalFrom(random: Random): number {
  return normalQuantile((random() * 4_294_967_295 + 0.5) / 4_294_967_296)
}

/** Coefficients from the constant upwards. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, each) => sum * x + each, 0)
}

const centre = [
  3.3871328727963666, 133.14166789178438, 1971.5909503065514, 13731.693765509461, 45921.95393154987,
  67265.7709270087, 33430.575583588128, 2509.0809287301227,
]
const centreBelow = [
  1, 42.313330701600911, 687.18700749205789, 5394.1960214247511, 21213.794301586597,
  39307.895800092711, 28729.085735721943, 5226.4952788528545,
]
const near = [
  1.4234371107496835, 4.6303378461565456, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.24178072517745061, 0.022723844989269184, 7.7454501427834139e-4,
]
const nearBelow = [
  1, 2.0531916266377588, 1.6763848301838038, 0.68976733498510001, 0.14810397642748008,
  0.015198666563616457, 5.4759380849953446e-4, 1.0507500716444169e-9,
]
const far = [
  6.6579046435011035, 5.4637849111641143, 1.7848265399172913, 0.29656057182850489,
  0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
]
const farBelow = [
  1, 0.59983220655588798, 0.13692988092273581, 0.014875361290850615, 7.868691311456133e-4,
  1.8463183175100547e-5, 1.4215117583164459e-7, 2.0442631033899397e-15,
]
