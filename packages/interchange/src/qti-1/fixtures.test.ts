import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { keysOf } from '../../test/keys.ts'
import { readAll } from '../../test/text-formats.ts'
import { surviveMutations } from '../../test/mutations.ts'
import { packed } from '../../test/packed.ts'
import { UnreadableFile } from '../found.ts'
import { readQti1 } from './read.ts'

const folder = fileURLToPath(
  new URL(
    '../../../../../shared/data/fixtures/qti/instructure_qti/spec/fixtures/',
    import.meta.url,
  ),
)

/** What each file of a Canvas library gives: the questions' types and keys, and what was told of. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'items_1.2/bank_entry_item.xml': ['skipped not_in_file'],
  'items_1.2/canvas_multiple_dropdown.xml': ['fill_in g1=0/2,g2=0/2 partial answer_feedback'],
  'items_1.2/canvas_multiple_dropdowns.xml': ['fill_in g1=0/2,g2=0/2 partial answer_feedback'],
  'items_1.2/canvas_multiple_dropdowns_correct_choice_is_not_the_first.xml': [
    'fill_in g1=0/2,g2=1/2 partial',
  ],
  'items_1.2/canvas_multiple_fib.xml': ['fill_in g1=2,g2=2 partial'],
  'items_1.2/canvas_multiple_fib_as_single.xml': ['fill_in g1=1 partial'],
  'items_1.2/canvas_multiple_fib_extra_brackets.xml': [
    'fill_in g1=3/5,g2=4/5,g3=1/5,g4=2/5,g5=0/5 partial',
  ],
  'items_1.2/categorization.xml': ['matching a:b,b:a,c:b,d:a/2 distractors_left_out'],
  'items_1.2/choice.xml': [
    'true_false false image_missing',
    'single_choice d/5 image_missing',
    'multiple_choice acdg/7 weighted a:0.25,b:-0.1,c:0.25,d:0.25,e:-0.1,f:-0.1,g:0.25',
    'single_choice a/4',
  ],
  'items_1.2/choice_vary_points_by_answer.xml': ['warning xml_mended', 'single_choice a/2 b:0.5'],
  'items_1.2/choice_vary_points_by_answer_zero_points.xml': [
    'warning xml_mended',
    'single_choice b/2',
  ],
  'items_1.2/essay.xml': ['extended_text no model'],
  'items_1.2/essay_custom_settings.xml': ['extended_text model fewest_words'],
  'items_1.2/fib.xml': ['warning xml_mended', 'fill_in g1=1,g2=1,g3=1 all_or_nothing'],
  'items_1.2/fib_feedback.xml': ['short_text 1 answer_feedback'],
  'items_1.2/fib_str.xml': ['warning xml_mended', 'fill_in g1=1,g2=1,g3=1 all_or_nothing'],
  'items_1.2/formula.xml': ['numeric 9±0 calculated_fixed'],
  'items_1.2/formula_mform.xml': ['numeric 82.58±0.1× calculated_fixed'],
  'items_1.2/formula_mvar.xml': ['numeric 16±0 calculated_fixed'],
  'items_1.2/formula_scientific.xml': ['numeric 10±0 calculated_fixed'],
  'items_1.2/hot_spot.xml': [
    'skipped image_missing',
    'skipped image_missing',
    'skipped image_missing',
    'skipped image_missing',
  ],
  'items_1.2/item_no_title.xml': ['warning xml_mended', 'fill_in g1=1,g2=1,g3=1 all_or_nothing'],
  'items_1.2/matching.xml': ['matching a:a,b:b/3'],
  'items_1.2/matching_feedback.xml': ['matching a:a,b:b/10 feedback_general pairs_left_out'],
  'items_1.2/mc_feedback.xml': ['single_choice a/4 says 4'],
  'items_1.2/multiple_answer.xml': ['multiple_choice acdg/7 all_or_nothing'],
  'items_1.2/multiple_answer_canvas.xml': ['multiple_choice acd/4 all_or_nothing'],
  'items_1.2/multiple_choice.xml': ['single_choice d/5 image_missing'],
  'items_1.2/nq_multiple_fib_answer_types.xml': ['fill_in g1=0/3,g2=1/2,g3=0/2 partial'],
  'items_1.2/nq_multiple_fib_scoring_algorithms.xml': ['fill_in g1=1,g2=1,g3=1,g4=2,g5=1 partial'],
  'items_1.2/numeric_exact_match.xml': ['numeric 1234±0', 'numeric 4321±0,1234=1,1111=1'],
  'items_1.2/numeric_margin_error.xml': ['numeric 77±7'],
  'items_1.2/numeric_margin_error_percent.xml': ['numeric 200±0.2×'],
  'items_1.2/numeric_precision.xml': ['numeric 1000±0.005'],
  'items_1.2/numeric_precision_decimals.xml': ['numeric 100.1234±0.00005'],
  'items_1.2/numeric_within_range.xml': ['numeric 11.5±10.5'],
  'items_1.2/ordering.row.xml': ['ordering abedc'],
  'items_1.2/ordering.xml': ['ordering abedc'],
  'items_1.2/ordering_with_labels.xml': ['ordering abedc'],
  'items_1.2/question_group.xml': [
    'true_false true',
    'true_false true',
    'true_false true',
    'true_false true',
    'true_false true',
    'true_false true',
    'true_false true',
    'true_false true',
    'true_false true',
    'true_false true',
  ],
  'items_1.2/single_fib.xml': ['short_text 1'],
  'items_1.2/stimulus.xml': ['warning text_only'],
  'items_1.2/stimulus_passage.xml': ['warning text_only'],
  'items_1.2/stimulus_with_child_item.xml': ['warning text_only', 'single_choice a/4'],
  'items_1.2/text.no.question.xml': ['warning text_only'],
  'items_1.2/true_false.xml': ['true_false false says 1 image_missing'],
  'items_1.2/true_false_with_calculator.xml': ['true_false false says 1 image_missing'],
  'items_1.2/upload.xml': ['skipped file_upload'],
  'items_1.2/upload_with_custom_settings.xml': ['skipped file_upload'],
  'all_canvas_simple_1.2.xml': [
    'single_choice a/4 says 4',
    'true_false true says 2',
    'short_text 1 answer_feedback',
    'fill_in g1=2,g2=2 partial answer_feedback',
    'multiple_choice abc/6 all_or_nothing says 6 options_empty',
    'fill_in g1=0/2 partial answer_feedback',
    'matching a:a,b:a,c:b,d:a,e:b/9 feedback_general pairs_left_out text_repeated text_repeated text_repeated',
    'numeric 0±0,42=1,42=1',
    'numeric 42±0 calculated_fixed',
    'extended_text no model',
  ],
  'edge_cases_1.2.xml': [
    'fill_in g1=2,g2=2 partial',
    'fill_in g1=0/2 partial',
    'single_choice a/2',
    'single_choice a/2',
  ],
  'feedback_quiz_1.2.xml': [
    'extended_text no model',
    'true_false true says 2',
    'true_false true says 2',
  ],
  'interaction_checks_1.2.xml': [
    'single_choice a/4 says 4',
    'true_false true says 2',
    'short_text 1 answer_feedback',
    'fill_in g1=2,g2=2 partial answer_feedback',
    'multiple_choice abc/6 all_or_nothing says 6 options_empty',
    'fill_in g1=0/2 partial answer_feedback',
    'matching a:a,b:a,c:b,d:a,e:b/9 feedback_general pairs_left_out text_repeated text_repeated text_repeated',
    'numeric 0±0,42=1,42=1',
    'numeric 42±0 calculated_fixed',
    'extended_text no model',
  ],
  'mathml/numeric_1.2.xml': ['numeric 1234±0', 'numeric 4321±0,1234=1,1111=1'],
  'test_qti_1.2': [
    'true_false false',
    'single_choice d/5',
    'multiple_choice acdg/7 weighted a:0.25,b:-0.1,c:0.25,d:0.25,e:-0.1,f:-0.1,g:0.25',
    'short_text 1',
    'numeric 3.142±0',
  ],
  'test_qti_1.2_bank_entry_item': ['skipped not_in_file'],
  'test_qti_1.2_canvas': [
    'category 1',
    'true_false true',
    'single_choice a/3',
    'multiple_choice ab/3 all_or_nothing',
    'extended_text no model',
  ],
  'test_qti_1.2_canvas_extended_1': ['category 1'],
  'test_qti_1.2_canvas_extended_2': [],
  'test_qti_1.2_multi': ['extended_text no model', 'extended_text no model'],
  test_with_comments: ['category 1', 'single_choice a/3 options_empty'],
  with_banks: [
    'warning text_only',
    'multiple_choice ab/2 all_or_nothing',
    'true_false true',
    'extended_text no model',
    'warning repeated',
    'single_choice a/2',
    'true_false true',
    'warning repeated',
    'warning repeated',
  ],
  canvas_cartridge: [
    'single_choice a/4 says 4',
    'extended_text no model',
    'skipped file_upload',
    'warning text_only',
    'true_false true says 2',
    'short_text 1 answer_feedback',
    'fill_in g1=2,g2=2 partial answer_feedback',
    'multiple_choice abc/6 all_or_nothing says 6',
    'fill_in g1=0/2 partial answer_feedback',
    'matching a:a,b:b/9 feedback_general',
    'numeric 0±0,42=1,42=1',
    'numeric 42±0 calculated_fixed',
    'category 1',
    'warning repeated',
    'category 1',
    'warning repeated',
  ],
  test_imscc_canvas: [
    'extended_text no model',
    'extended_text no model',
    'warning repeated',
    'warning repeated',
    'warning repeated',
    'warning repeated',
  ],
  unsupported_version: ['unreadable not_qti'],
}

/** A file, or a folder as the archive that it is meant to be. */
async function bytesOf(path: string): Promise<Uint8Array> {
  const whole = folder + path
  if (!statSync(whole).isDirectory()) return readFileSync(whole)
  const names = readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(`${whole}/${name}`).isFile())
    .toSorted()
  return packed(names.map((name) => [name, readFileSync(`${whole}/${name}`)]))
}

const isHere = existsSync(folder)
if (!isHere) console.log('the fixtures of QTI 1.2 are not on this machine: skipped')

describe.skipIf(!isHere)('QTI 1.2 of other programs', () => {
  test.each(Object.entries(expected))('%s', async (path, keys) => {
    const found = await readAll(readQti1, await bytesOf(path)).catch((error: unknown) => {
      if (error instanceof UnreadableFile) return error.code
      throw error
    })
    expect(typeof found === 'string' ? [`unreadable ${found}`] : keysOf(found)).toEqual(keys)
  })

  test('and mutated in a thousand ways they are read or refused', async () => {
    const samples = await Promise.all(Object.keys(expected).map(bytesOf))
    await surviveMutations(
      readQti1,
      samples.filter(({ length }) => length < 30_000),
      1_000,
    )
  }, 60_000)
})
