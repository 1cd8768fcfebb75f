/** Lower case without accents, each letter as the Latin letter it looks like. */
export function lookAlike(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
  return Array.from(folded, (character) => looksLike.get(character) ?? character)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}

// Greek ν, η and υ go by their capitals, which look exactly like N, H and Y.
const looksLike = new Map<string, string>(
  Object.entries({
    a: 'аα@4',
    b: 'вβьƅ8',
    c: 'сϲⅽ',
    d: 'ԁ',
    e: 'еєε3ҽ',
    h: 'нһη',
    // I, l, 1 and their like can't be told apart.
    i: 'іιıl1|!ӏƖ¡ł',
    j: 'јϳ',
    k: 'кκ',
    m: 'м',
    n: 'пиν',
    o: 'оο0øσө',
    p: 'рρ',
    q: 'ԛ9',
    r: 'гя',
    s: 'ѕ5$',
    ss: 'ß',
    t: 'тτ7+',
    u: 'цս',
    v: 'ѵ',
    w: 'ԝшω',
    x: 'хχ×',
    y: 'уүγυ',
    z: '2',
  }).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
)
