/** A document of QTI 1.2 with some items. */
export function document(...items: readonly string[]): string {
  return `<?xml version="1.0"?>
<questestinterop><assessment ident="test" title="Rivers"><section ident="root" title="Part one">
${items.join('\n')}
</section></assessment></questestinterop>`
}

/** An item by what it shows, how it scores, and what more there is. */
export function item(presentation: string, processing: string, more = '', type = ''): string {
  const meta =
    type === ''
      ? ''
      : `<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
         <fieldentry>${type}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>`
  return `<item ident="one" title="A river">${meta}<presentation>${presentation}</presentation>
    <resprocessing><outcomes><decvar maxvalue="100"/></outcomes>${processing}</resprocessing>${more}</item>`
}

export const html = (text: string) =>
  `<material><mattext texttype="text/html"><![CDATA[${text}]]></mattext></material>`
export const label = (ident: string, text: string) =>
  `<response_label ident="${ident}">${html(text)}</response_label>`
export const choices = (cardinality: string, ...labels: readonly string[]) =>
  `<response_lid ident="r" rcardinality="${cardinality}"><render_choice>${labels.join('')}</render_choice></response_lid>`
export const when = (test: string, score: number, action = 'Set', rest = '') =>
  `<respcondition><conditionvar>${test}</conditionvar><setvar action="${action}">${score}</setvar>${rest}</respcondition>`
export const equal = (ident: string, value: string) =>
  `<varequal respident="${ident}">${value}</varequal>`
export const three = [label('x', 'Loire'), label('y', 'Rhine'), label('z', 'Danube')]

export const spot = (area: string, coordinates: string) =>
  `<response_xy ident="r" rcardinality="Single"><render_hotspot>
   <material><matimage uri="$IMS-CC-FILEBASE$/maps/a%20map.png?x=1" label="A map"/></material>
   <response_label ident="s" rarea="${area}">${coordinates}</response_label></render_hotspot></response_xy>`
