// Exponential and logarithm with the same bits in every JavaScript engine. `Math.exp` and `Math.log`
// may differ in the last bit between engines; addition, multiplication and division may not. The
// algorithms are those of fdlibm (Sun Microsystems, 1993): reduce the argument, then a polynomial.
// The error is below one unit in the last place.

// ln 2 in two parts; the upper has so many zeros at its end that k · ln2High is exact.
const ln2High = 6.9314718036912381649e-1
const ln2Low = 1.90821492927058770002e-10

const smallestExponent = -1022
const powersOfTwo = new Float64Array(2046)
powersOfTwo[-smallestExponent] = 1
for (let k = -smallestExponent + 1; k < powersOfTwo.length; k++)
  powersOfTwo[k] = 2 * (powersOfTwo[k - 1] ?? 0)
for (let k = -smallestExponent - 1; k >= 0; k--) powersOfTwo[k] = 0.5 * (powersOfTwo[k + 1] ?? 0)

const tiny = 2 ** -100
const overflow = 709.782712893384
const underflow = -745.1332191019411

/** eˣ. */
export function exp(x: number): number {
  if (!(x <= overflow)) return x > overflow ? Infinity : NaN
  if (x < underflow) return 0
  const k = Math.round(x * Math.LOG2E)
  const high = x - k * ln2High
  const low = k * ln2Low
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))))
  const y = 1 - (low - (r * c) / (2 - c) - high)
  // In two steps where 2ᵏ itself is beyond what a number can hold.
  if (k > 1023) return y * 2 * (powersOfTwo[k - 1 - smallestExponent] ?? 0)
  if (k < smallestExponent) return y * (powersOfTwo[k + 100 - smallestExponent] ?? 0) * tiny
  return y * (powersOfTwo[k - smallestExponent] ?? 0)
}

const number = new Float64Array(1)
const halves = new Uint32Array(number.buffer)
const upper = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0

/** ln x, for x of at least 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return Infinity
  let k = 0
  number[0] = x
  let word = halves[upper] ?? 0
  if (word < 0x00100000) {
    number[0] = x * 2 ** 54
    word = halves[upper] ?? 0
    k = -54
  }
  // Bring the mantissa between √½ and √2.
  word += 0x3ff00000 - 0x3fe6a09e
  k += (word >>> 20) - 0x3ff
  halves[upper] = (word & 0x000fffff) + 0x3fe6a09e
  const f = (number[0] ?? 1) - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const odd =
    z *
    (0.6666666666666735 +
      w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const half = 0.5 * f * f
  return s * (half + even + odd) + k * ln2Low - half + f + k * ln2High
}

/** ln (1 + x), exact for small x too; x above −1. */
export function log1p(x: number): number {
  const u = 1 + x
  if (u === 1) return x
  // What rounding 1 + x has lost, put back (Goldberg 1991, theorem 4).
  return u === Infinity ? Infinity : log(u) + (x - (u - 1)) / u
}
