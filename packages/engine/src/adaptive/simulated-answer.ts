/**
 * A number in [0, 1) for the meeting of a person with an item: always the same for the same seed. So
 * a simulated person gives the same answer to a question, whatever was asked before and by whatever
 * rule, and rules can be compared on the same people.
 */
export function chanceOf(seed: number, person: number, item: number): number {
  let mixed = mix(seed ^ 0x9e3779b9)
  mixed = mix(mixed ^ Math.imul(person + 1, 0x85ebca6b))
  mixed = mix(mixed ^ Math.imul(item + 1, 0xc2b2ae35))
  return (mixed >>> 0) / 4_294_967_296
}

/** The finaliser of MurmurHash3 (Appleby 2011): every bit of the result hangs on every bit given. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
