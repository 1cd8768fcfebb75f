import { describe, expect, test } from 'vitest'
import { answer, file, png, question, quiz } from '../../test/moodle-xml.ts'
import { onlyQuestion, questionsOf, readAll, summary } from '../../test/text-formats.ts'
import { UnreadableFile } from '../found.ts'
import { readMoodleXml } from './read.ts'

const only = (...questions: readonly string[]) => onlyQuestion(readMoodleXml, quiz(...questions))
const all = (...questions: readonly string[]) => readAll(readMoodleXml, quiz(...questions))

describe('around a question', () => {
  const choices = answer(100, 'a') + answer(0, 'b')

  test('categories with slashes and tags in their names', async () => {
    const category = (path: string) =>
      `<question type="category"><category><text><![CDATA[${path}]]></text></category></question>`
    const found = await all(
      category('$course$/top'),
      question('multichoice', choices),
      category('$module12$/top/AC//DC/ //x// /<b>Bold<//b> &amp; so'),
      question('multichoice', choices),
      category('tom/dick'),
    )
    expect(questionsOf(found).map((each) => each.category)).toEqual([
      [],
      ['AC/DC', '/x/', 'Bold & so'],
    ])
    expect(found.filter(({ kind }) => kind === 'category')).toMatchObject([
      { path: { length: 3 } },
      { path: ['tom', 'dick'] },
    ])
  })

  test('tags, hints, feedback, ID number, and what is kept', async () => {
    const found = await only(
      question(
        'multichoice',
        `<idnumber>Q-1</idnumber><penalty>0.5</penalty><defaultgrade>2</defaultgrade><hidden>1</hidden>
        <correctfeedback><text>Yes</text></correctfeedback>
        <incorrectfeedback format="html"><text/></incorrectfeedback>${choices}
        ${'<hint format="html"><text>h</text></hint>'.repeat(6)}
        <hint><hintcontent><text>old</text></hintcontent></hint>
        <coursetags><tag><text>c</text></tag></coursetags>
        <tags><tag><text>t</text></tag><tag><text>difficulty:7</text></tag><tag><text>bloom:apply</text></tag></tags>`,
      ),
    )
    expect(found).toMatchObject({
      ref: 'Q-1',
      title: 'A name',
      tags: ['c', 't'],
      difficulty: 7,
      bloom: 'apply',
      content: { feedback: { right: 'Yes' }, hints: { length: 5 } },
      kept: { type: 'multichoice', penalty: '0.5', defaultgrade: '2', hints: { length: 7 } },
    })
    expect(found.content.feedback).toEqual({ right: 'Yes' })
    expect(found.notices.map(({ code }) => code)).toEqual(['hints_left_out', 'hidden'])
  })

  test('texts in all of Moodle’s formats', async () => {
    const said = async (format: string, text: string) => {
      const element = `<questiontext format="${format}"><text><![CDATA[${text}]]></text></questiontext>`
      const written = question('multichoice', choices).replace(
        /<questiontext.*<\/questiontext>/s,
        () => element,
      )
      return (await only(written)).content.stem
    }
    const text = 'One *two*\n<b>3</b> \\(x_1\\)'
    expect(await said('html', text)).toBe('One \\*two\\* **3** $x_1$')
    expect(await said('moodle_auto_format', text)).toBe('One \\*two\\*\\\n**3** $x_1$')
    expect(await said('plain_text', text)).toMatch(/^One \\\*two\\\*\\\n\\<b>3\\<\/b> \$x_1\$$/)
    expect(await said('markdown', 'One *two*\n\n- 3')).toBe('One *two*\n\n- 3')
    expect(await said('wiki_like', 'One')).toBe('One')
    expect(await said('strange', '<i>One</i>')).toBe('*One*')
  })

  test('files: pictures, sounds, from old files, missing, too strange', async () => {
    const picture = png(2, 2)
    const sound = Buffer.from('ID3\x03\0\0\0\0\0\0')
    const found = await only(
      `<question type="multichoice"><name><text>n</text></name>
      <questiontext format="html"><text><![CDATA[
        <img src="@@PLUGINFILE@@/my%20map.png" alt="a map">
        <audio controls><source src="@@PLUGINFILE@@/a.mp3">no sound</audio>
        <a href="@@PLUGINFILE@@/50%.pdf"></a> <img src="@@PLUGINFILE@@/gone.png"><img src="@@PLUGINFILE@@/what.xyz" alt="what">
        <img src="https://example.org/x.png" alt="far">]]></text>
        ${file('my map.png', picture)}${file('what.xyz', Buffer.from('nothing'))}</questiontext>
      <generalfeedback format="html"><text></text>${file('a.mp3', sound)}${file('50%.pdf', Buffer.from('%PDF-1.7'))}</generalfeedback>
      <image>old/one.png</image><image_base64>${Buffer.from(png(3, 3)).toString('base64')}</image_base64>
      ${choices}</question>`,
    )
    expect(found.content.stem).toContain('![a map](media:m3)')
    expect(found.content.stem).toContain('[a.mp3](media:m1)')
    expect(found.content.stem).toContain('[50%.pdf](media:m2)')
    expect(found.content.stem).toMatch(/ !\[\]\(media:m4\)$/)
    expect(found.media.map(({ name, type }) => [name, type])).toEqual([
      ['a.mp3', 'audio/mpeg'],
      ['50%.pdf', 'application/pdf'],
      ['my map.png', 'image/png'],
      ['old_one.png', 'image/png'],
    ])
    expect(await found.media[2]?.read()).toEqual(new Uint8Array(picture))
    expect(found.notices.map(({ code }) => code).toSorted()).toEqual([
      'content_removed',
      'file_unknown',
      'image_missing',
    ])
  })

  test('types that aren’t read are skipped with their name', async () => {
    const found = await all(
      question('random', ''),
      question('randomsamatch', ''),
      question('stack', ''),
      '<question><name><text>n</text></name></question>',
      question('multichoice', choices, ''),
    )
    expect(summary(found).skipped).toEqual([
      'type_unsupported',
      'type_unsupported',
      'type_unknown',
      'type_unknown',
    ])
    expect(questionsOf(found)[0]?.content.stem).toBe('A name')
  })

  test('what is no file of Moodle’s is refused', async () => {
    const codeOf = (text: string) =>
      readAll(readMoodleXml, text).then(
        () => 'read',
        (error: unknown) => (error instanceof UnreadableFile ? error.code : 'other'),
      )
    expect(await codeOf('<html><body/></html>')).toBe('not_moodle_xml')
    expect(await codeOf('<quiz><question type="essay">')).toBe('xml_malformed')
    expect(await codeOf('<!DOCTYPE quiz [<!ENTITY a "b">]><quiz/>')).toBe('xml_entities')
    expect(await codeOf('{}')).toBe('xml_malformed')
    expect(await codeOf('<quiz/>')).toBe('read')
  })
})
