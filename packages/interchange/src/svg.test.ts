import { describe, expect, test } from 'vitest'
import { cleanSvg } from './svg.ts'

const open = '<svg xmlns="http://www.w3.org/2000/svg">'
const svg = (inside: string) => `<svg xmlns:xlink="http://www.w3.org/1999/xlink">${inside}</svg>`

describe('an SVG image', () => {
  test('keeps what is drawn', () => {
    const inside =
      '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><g transform="scale(2)"><path d="M0 0L1 1" fill="url(#g)"/><text x="1">a &lt; b</text><use href="#g"/></g>'
    expect(cleanSvg(svg(inside))).toBe(`${open}${inside}</svg>`)
  })

  test.each([
    ['<script>alert(1)</script>', ''],
    ['<rect onclick="alert(1)" width="1"/>', '<rect width="1"/>'],
    ['<foreignObject><body onload="alert(1)"/></foreignObject>', ''],
    ['<animate attributeName="href" to="javascript:alert(1)"/>', ''],
    ['<set attributeName="onmouseover" to="alert(1)"/>', ''],
    ['<a xlink:href="javascript:alert(1)"><rect/></a>', '<g><rect/></g>'],
    ['<use xlink:href="https://x.example/a.svg#b"/>', '<use/>'],
    ['<use href="data:image/svg+xml;base64,AA#x"/>', '<use/>'],
    ['<image xlink:href="https://x.example/p.png"/>', '<image/>'],
    ['<image href="data:image/svg+xml;base64,AA"/>', '<image/>'],
    [
      '<image href="data:image/png;base64,iVBORw0KGgo="/>',
      '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    ],
    ['<rect fill="url(https://x.example/#a)"/>', '<rect/>'],
    ['<rect style="fill:url(\'//x.example\')"/>', '<rect/>'],
    ['<rect style="fill:u\\72l(//x.example)"/>', '<rect/>'],
    ['<rect style="fill:red"/>', '<rect style="fill:red"/>'],
    ['<style>@import "https://x.example";</style>', '<style/>'],
    ['<style>@font-face{src:url(//x.example)}</style>', '<style/>'],
    ['<style>.a{fill:red}</style>', '<style>.a{fill:red}</style>'],
    ['<feImage href="https://x.example"/>', ''],
    ['<iframe src="javascript:alert(1)"/>', ''],
    ['<handler>alert(1)</handler>', ''],
    ['<metadata><x:y xmlns:x="z"/></metadata>', ''],
  ])('%s becomes %s', (inside, clean) => {
    expect(cleanSvg(svg(inside))).toBe(
      clean === '' ? `${open.slice(0, -1)}/>` : `${open}${clean}</svg>`,
    )
  })

  test.each([
    ['an entity that is used', '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'],
    ['another document', '<html><svg/></html>'],
    ['damage', '<svg><g></svg>'],
    ['a drawing of itself', svg('<g id="a"><use href="#a"/></g>')],
    [
      'a drawing of drawings',
      svg(
        Array.from(
          { length: 8 },
          (_, n) => `<g id="g${n}">${`<use href="#g${n - 1}"/>`.repeat(10)}</g>`,
        ).join(''),
      ),
    ],
  ])('with %s is refused', (_, text) => {
    expect(cleanSvg(text)).toBeNull()
  })

  test('may declare entities that nothing uses', () => {
    const declared = '<!DOCTYPE svg PUBLIC "x" "y" [\n<!ENTITY a "http://b/">\n]>'
    expect(cleanSvg(`${declared}<svg><rect/></svg>`)).toBe(`${open}<rect/></svg>`)
  })

  test('that is clean stays so', () => {
    const once = cleanSvg(svg('<g a="1"><text>x &amp; y</text></g>')) ?? ''
    expect(cleanSvg(once)).toBe(once)
  })
})
