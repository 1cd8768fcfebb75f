/** What each folder of lone items gives, counted; figures only. */
export const loneItems: Readonly<Record<string, string>> = {
  'citolab_qti-components/public/assets/api/biologie/items':
    'extended_text 17, fill_in 1, short_text 1, single_choice 17, skipped no_interaction 4',
  'citolab_qti-components/public/assets/api/examples/items':
    'associate 1, extended_text 1, fill_in 2, gap_match 2, hotspot 1, matching 1, multiple_choice 1, ordering 1, select_point 2, single_choice 2, skipped no_interaction 2, slider 1',
  'citolab_qti-components/public/assets/api/kennisnet-1':
    'extended_text 1, fill_in 1, gap_match 1, matching 2, multiple_choice 2, ordering 1, select_point 1, skipped no_interaction 1',
  'citolab_qti-components/public/assets/api/kennisnet-2':
    'extended_text 6, fill_in 1, matching 2, multiple_choice 2, ordering 1, single_choice 1, skipped no_interaction 1',
  'citolab_qti-components/public/assets/qti-assessment-stimulus-ref': 'single_choice 3',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q10': 'skipped no_key 1',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q3': 'skipped no_key 1',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q4': 'skipped no_key 1',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q6':
    'gap_match 7, skipped no_key 1',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q8':
    'gap_match 5, skipped no_key 1',
  'citolab_qti-components/public/assets/qti-conformance/Basic/A1': 'extended_text 1',
  'citolab_qti-components/public/assets/qti-conformance/Basic/I9b':
    'multiple_choice 1, single_choice 1',
  'citolab_qti-components/public/assets/qti-conformance/Basic/Q2':
    'multiple_choice 1, single_choice 1, skipped no_key 35',
  'citolab_qti-components/public/assets/qti-conformance/Basic/Q20': 'extended_text 18',
  'citolab_qti-components/public/assets/qti-conformance/Basic/Q5': 'extended_text 6',
  'citolab_qti-components/public/assets/qti-conformance/Basic/T4-T7/items':
    'extended_text 2, single_choice 1, skipped no_key 1',
  'citolab_qti-components/public/assets/qti-item':
    'fill_in 3, gap_match 1, matching 1, multiple_choice 1, select_point 1, single_choice 1, skipped no_key 1, slider 1',
  'citolab_qti-components/public/assets/qti-path-conversion': 'skipped no_interaction 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/aaa_1_1770197193-qti3/i6983104e4ae9020260204102430a569a934':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/likert_pci_1733224036/i674ee5ef802e720241203120519e9a798a4':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/pci-conformance/item-1':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/pci-conformance/item-2':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/pci-conformance/item-3':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/pci-conformance/item-4':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/pci-conformance/item-5':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/pci-conformance/item-6':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/verhoudingen/i67a0dfca446508820f6286cf78feea':
    'skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-test-package-stimulus/items':
    'associate 1, extended_text 1, fill_in 2, gap_match 2, hotspot 1, matching 1, multiple_choice 1, ordering 1, select_point 2, single_choice 2, skipped no_interaction 2, slider 1',
  'citolab_qti-components/public/assets/qti-test-package/items':
    'associate 1, extended_text 1, fill_in 2, gap_match 2, hotspot 1, matching 2, multiple_choice 1, ordering 1, select_point 2, single_choice 2, skipped no_interaction 2, slider 1',
  'citolab_qti-components/public/assets/qti-test-package2': 'single_choice 2',
  'citolab_qti-components/public/assets/test-scoring-buttons': 'extended_text 1',
  'instructure_qti/spec/fixtures/imsqti_2.2_package': 'single_choice 1',
  'instructure_qti/spec/fixtures/items_2.1':
    'associate 1, extended_text 2, fill_in 1, gap_match 1, matching 2, ordering 1, single_choice 1, true_false 1',
  'instructure_qti/spec/fixtures/items_2.2':
    'associate 3, extended_text 5, fill_in 9, gap_match 6, hotspot 1, matching 2, multiple_choice 3, numeric 1, ordering 3, select_point 2, single_choice 13, skipped adaptive 3, skipped interaction_unsupported 3, skipped no_key 1, slider 1, true_false 4, unreadable xml_malformed 1',
  'instructure_qti/spec/fixtures/no_assessment_xml': 'skipped no_key 1',
  'instructure_qti/spec/fixtures/package_shared/example': 'gap_match 1, hotspot 1',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_01': 'true_false 1',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_02': 'single_choice 1',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_03': 'multiple_choice 1',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_04': 'short_text 1',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_05': 'extended_text 1',
  'instructure_qti/spec/fixtures/test_qti_2.2/essay': 'extended_text 1',
  'instructure_qti/spec/fixtures/test_qti_2.2/fib': 'gap_match 1',
  'instructure_qti/spec/fixtures/test_qti_2.2/multiple-answer': 'multiple_choice 1',
  'instructure_qti/spec/fixtures/test_qti_2.2/multiple-choice': 'single_choice 1',
  'instructure_qti/spec/fixtures/test_qti_2.2/text-entry': 'fill_in 1',
  'instructure_qti/spec/fixtures/test_qti_2.2/true-false': 'true_false 1',
  'instructure_qti/spec/fixtures/tests/feedbackTest/id-38d47747fb30': 'true_false 1',
  'instructure_qti/spec/fixtures/tests/feedbackTest/id-5e216df10030': 'fill_in 1',
  'instructure_qti/spec/fixtures/tests/feedbackTest/id-9c33d141576e': 'skipped adaptive 1',
  'instructure_qti/spec/fixtures/tests/feedbackTest/id-aaa0bbf5da1d': 'fill_in 1',
  'instructure_qti/spec/fixtures/tests/feedbackTest/id-d599169403d2': 'numeric 1',
  'instructure_qti/spec/fixtures/tests/feedbackTest/id-fa3ee5852723': 'true_false 1',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3':
    'fill_in 4, hotspot 1, matching 2, multiple_choice 3, ordering 1, single_choice 2',
  'instructure_qti/spec/fixtures/tests/tests': 'skipped no_interaction 3',
}

/** What each package gives, counted, and how many files its questions show. */
export const packages: Readonly<Record<string, string>> = {
  'citolab_qti-components/public/assets/api/biologie':
    'extended_text 17, fill_in 1, media 0, short_text 1, single_choice 17, skipped no_interaction 4',
  'citolab_qti-components/public/assets/api/examples':
    'associate 1, extended_text 1, fill_in 2, gap_match 2, hotspot 1, matching 1, media 13, multiple_choice 1, ordering 1, select_point 2, single_choice 2, skipped no_interaction 2, slider 1',
  'citolab_qti-components/public/assets/api/kennisnet-1':
    'extended_text 1, fill_in 1, gap_match 1, matching 2, media 2, multiple_choice 2, ordering 1, select_point 1, skipped no_interaction 1',
  'citolab_qti-components/public/assets/api/kennisnet-2':
    'extended_text 6, fill_in 1, matching 2, media 3, multiple_choice 2, ordering 1, single_choice 1, skipped no_interaction 1',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q8':
    'gap_match 5, media 23, skipped no_key 1',
  'citolab_qti-components/public/assets/qti-conformance/Basic/T4-T7':
    'extended_text 2, media 0, single_choice 1, skipped no_key 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/aaa_1_1770197193-qti3':
    'media 0, skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/likert_pci_1733224036':
    'media 0, skipped interaction_unsupported 1',
  'citolab_qti-components/public/assets/qti-portable-interaction/pci-conformance':
    'media 0, skipped interaction_unsupported 6',
  'citolab_qti-components/public/assets/qti-test-package':
    'associate 1, extended_text 1, fill_in 2, gap_match 2, hotspot 1, matching 2, media 13, multiple_choice 1, ordering 1, select_point 2, single_choice 2, skipped no_interaction 2, slider 1',
  'citolab_qti-components/public/assets/qti-test-package-stimulus':
    'associate 1, extended_text 1, fill_in 2, gap_match 2, hotspot 1, matching 1, media 25, multiple_choice 1, ordering 1, select_point 2, single_choice 2, skipped no_interaction 2, slider 1',
  'instructure_qti/spec/fixtures/canvas_cartridge': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/imsqti_2.2_package': 'media 1, single_choice 1',
  'instructure_qti/spec/fixtures/no_assessment_xml': 'media 0, skipped no_key 1',
  'instructure_qti/spec/fixtures/package_shared':
    'gap_match 1, hotspot 1, media 2, skipped item_missing 1',
  'instructure_qti/spec/fixtures/test_imscc_canvas': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/test_qti_1.2': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/test_qti_1.2.zip': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/test_qti_1.2_bank_entry_item': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/test_qti_1.2_canvas': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/test_qti_1.2_canvas_extended_1': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/test_qti_1.2_canvas_extended_2': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/test_qti_1.2_multi': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/test_qti_2.1':
    'extended_text 1, media 4, multiple_choice 1, short_text 1, single_choice 1, true_false 1',
  'instructure_qti/spec/fixtures/test_qti_2.1.zip':
    'extended_text 1, media 4, multiple_choice 1, short_text 1, single_choice 1, true_false 1',
  'instructure_qti/spec/fixtures/test_qti_2.1_taxonpath': 'media 0, skipped item_missing 1',
  'instructure_qti/spec/fixtures/test_qti_2.2':
    'extended_text 1, fill_in 1, gap_match 1, media 0, multiple_choice 1, single_choice 1, true_false 1',
  'instructure_qti/spec/fixtures/test_qti_2.2.zip':
    'extended_text 1, media 0, multiple_choice 1, single_choice 1, skipped adaptive 1, true_false 1',
  'instructure_qti/spec/fixtures/test_with_comments': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/tests/feedbackTest':
    'fill_in 2, media 0, numeric 1, skipped adaptive 1, true_false 2',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3':
    'fill_in 4, hotspot 1, matching 2, media 10, multiple_choice 3, ordering 1, single_choice 2',
  'instructure_qti/spec/fixtures/unsupported_version': 'unreadable qti_empty 1',
  'instructure_qti/spec/fixtures/with_banks': 'unreadable qti_empty 1',
}

/** Keys of items, as `figures` tells them. */
export const keys: Readonly<Record<string, string>> = {
  'citolab_qti-components/public/assets/api/biologie/items/32cjnu.xml': 'short_text: 2 answers',
  'citolab_qti-components/public/assets/api/biologie/items/32eugm.xml':
    'fill_in: 2 of 5; 4 of 5; 3 of 5',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM001.xml':
    'multiple_choice: 0,2 of 3 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM002.xml':
    'matching: 0,1,2 of 3 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM003.xml':
    'matching: 0,1,2 of 3 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM004.xml':
    'gap_match: 0 1 2 3 4 of 5 partial',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM005.xml':
    'select_point: ellipse 1, most 1',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM006.xml':
    'fill_in: 1 answers; 1 answers',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM007.xml':
    'multiple_choice: 0,1,3 of 6 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM008.xml':
    'extended_text: 5 lines, a model, 0 criteria',
  'citolab_qti-components/public/assets/api/kennisnet-1/ITEM009.xml':
    'ordering: 0,1,2,3,4 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM001.xml':
    'ordering: 0,1,2,3,4 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM002.xml':
    'matching: 0,1 of 2 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM003.xml':
    'matching: 0,1,2 of 3 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM004.xml':
    'fill_in: 2 answers; 2 answers',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM005.xml':
    'extended_text: 5 lines, a model, 0 criteria',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM006.xml':
    'extended_text: 5 lines, a model, 0 criteria',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM007.xml':
    'extended_text: 5 lines, a model, 0 criteria',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM008.xml':
    'extended_text: 5 lines, a model, 0 criteria',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM009.xml':
    'extended_text: 5 lines, a model, 0 criteria',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM010.xml':
    'extended_text: 5 lines, a model, 0 criteria',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM011.xml': 'single_choice: 1,0',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM012.xml':
    'multiple_choice: 0,1 of 3 all_or_nothing',
  'citolab_qti-components/public/assets/api/kennisnet-2/ITEM013.xml':
    'multiple_choice: 0,1 of 4 all_or_nothing',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q6/gap-match-example-1-removed.xml':
    'gap_match: 0 1 of 2 partial',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q6/gap-match-example-1.xml':
    'gap_match: 0 2 of 4 partial',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q6/gap-match-example-2.xml':
    'gap_match: 0/1/2 3 1/0/2  2/0/1    of 4 all_or_nothing',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q6/gap-match-example-3.xml':
    'gap_match: 0 4 1 2 of 5 all_or_nothing',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q6/gap-match-sv-1.xml':
    'gap_match: 0 2 of 4 partial',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q6/gap-match-sv-2.xml':
    'gap_match: 0 2 of 4 partial',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q6/gap-match-sv-3.xml':
    'gap_match: 0 2 0 2 of 4 partial',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q8/graphic-gap-match-interaction-1.xml':
    'gap_match: 3 2 4 of 6 partial',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q8/graphic-gap-match-interaction-2.xml':
    'gap_match: 2 1 3 of 5 partial',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q8/graphic-gap-match-sv-1.xml':
    'gap_match: 1 3 2 0 of 4 all_or_nothing',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q8/graphic-gap-match-sv-2.xml':
    'gap_match: 1 3 2 0 of 4 all_or_nothing',
  'citolab_qti-components/public/assets/qti-conformance/Advanced/Q8/graphic-gap-match-sv-3.xml':
    'gap_match: 1 3 2 0 of 4 all_or_nothing',
  'citolab_qti-components/public/assets/qti-conformance/Basic/I9b/map-response-identifier.xml':
    'multiple_choice: 0,1,2 of 6 weighted 0.167,0.333,0.833,-0.167,-0.333,-0.833',
  'citolab_qti-components/public/assets/qti-conformance/Basic/I9b/match-correct-identifier.xml':
    'single_choice: 1,0',
  'citolab_qti-components/public/assets/qti-test-package/items/choice.xml': 'single_choice: 1,0,0',
  'citolab_qti-components/public/assets/qti-test-package/items/choice_multiple.xml':
    'multiple_choice: 0,3 of 6 weighted 0.5,-1,-1,0.5,-1,-0.5',
  'citolab_qti-components/public/assets/qti-test-package/items/extended_text.xml':
    'extended_text: 3 lines, no model, 0 criteria',
  'citolab_qti-components/public/assets/qti-test-package/items/gap_match.xml':
    'gap_match: 0 2 of 4 partial',
  'citolab_qti-components/public/assets/qti-test-package/items/graphic_associate.xml':
    'associate: 1-2 2-3 of 4, most 3',
  'citolab_qti-components/public/assets/qti-test-package/items/graphic_gap_match.xml':
    'gap_match: 3 2 4 of 6 partial',
  'citolab_qti-components/public/assets/qti-test-package/items/hotspot.xml':
    'hotspot: 0 of 4, most 1, 206 × 280',
  'citolab_qti-components/public/assets/qti-test-package/items/inline_choice.xml':
    'fill_in: 2 of 3',
  'citolab_qti-components/public/assets/qti-test-package/items/match-tabular.xml':
    'matching: 1,0,0,2 of 3 partial',
  'citolab_qti-components/public/assets/qti-test-package/items/match.xml':
    'matching: 1,0,0,2 of 3 partial',
  'citolab_qti-components/public/assets/qti-test-package/items/math.xml': 'single_choice: 1,0,0,0',
  'citolab_qti-components/public/assets/qti-test-package/items/order.xml':
    'ordering: 2,0,1 all_or_nothing',
  'citolab_qti-components/public/assets/qti-test-package/items/position_object.xml':
    'select_point: ellipse 1; ellipse 1; ellipse 1, most 3',
  'citolab_qti-components/public/assets/qti-test-package/items/select_point.xml':
    'select_point: ellipse 1, most 3',
  'citolab_qti-components/public/assets/qti-test-package/items/slider.xml':
    'slider: 0–100 by 1: 16 ± 2',
  'citolab_qti-components/public/assets/qti-test-package/items/text_entry.xml':
    'fill_in: 1 answers and 0.5',
  'instructure_qti/spec/fixtures/items_2.2/Example01-modalFeedback.xml': 'true_false: true',
  'instructure_qti/spec/fixtures/items_2.2/Example02-feedbackInline.xml': 'true_false: true',
  'instructure_qti/spec/fixtures/items_2.2/Example03-feedbackBlock-solution-random.xml':
    'fill_in: 1 answers ± 0.0005',
  'instructure_qti/spec/fixtures/items_2.2/Example03-feedbackBlock-solution.xml':
    'fill_in: 1 answers ± 0.0005',
  'instructure_qti/spec/fixtures/items_2.2/Example04-feedbackBlock-templateBlock.xml':
    'numeric: 24.4 ± 0 absolute',
  'instructure_qti/spec/fixtures/items_2.2/associate.xml': 'associate: 0-5 1-4 2-3 of 6, most 3',
  'instructure_qti/spec/fixtures/items_2.2/categorization.xml': 'matching: 1,0,0,2 of 3 partial',
  'instructure_qti/spec/fixtures/items_2.2/choice.xml': 'single_choice: 1,0,0',
  'instructure_qti/spec/fixtures/items_2.2/choice_aria.xml': 'single_choice: 1,0,0,0',
  'instructure_qti/spec/fixtures/items_2.2/choice_fixed.xml': 'single_choice: 1,0,0,0',
  'instructure_qti/spec/fixtures/items_2.2/choice_multiple.xml':
    'multiple_choice: 0,3 of 6 weighted 0.5,-1,-1,0.5,-1,-0.5',
  'instructure_qti/spec/fixtures/items_2.2/choice_multiple_chocolade.xml':
    'multiple_choice: 0,1,2,3,4,5,6,7,8,9 of 14 all_or_nothing',
  'instructure_qti/spec/fixtures/items_2.2/choice_multiple_rtl.xml':
    'multiple_choice: 0,3 of 6 weighted 0.5,-1,-1,0.5,-1,-0.5',
  'instructure_qti/spec/fixtures/items_2.2/choice_ruby.xml': 'single_choice: 1,0,0,0,0,0,0,0,0,0',
  'instructure_qti/spec/fixtures/items_2.2/choice_t_f.xml': 'true_false: false',
  'instructure_qti/spec/fixtures/items_2.2/choice_true_false.xml': 'true_false: true',
  'instructure_qti/spec/fixtures/items_2.2/data-attributes.xml': 'gap_match: 0 1 2 of 3 partial',
  'instructure_qti/spec/fixtures/items_2.2/essay.xml':
    'extended_text: 5 lines, no model, 0 criteria',
  'instructure_qti/spec/fixtures/items_2.2/extended_text.xml':
    'extended_text: 3 lines, no model, 0 criteria',
  'instructure_qti/spec/fixtures/items_2.2/extended_text_rubric.xml':
    'extended_text: 3 lines, a model, 0 criteria',
  'instructure_qti/spec/fixtures/items_2.2/feedback_adaptive.xml': 'single_choice: 0,0,1,0',
  'instructure_qti/spec/fixtures/items_2.2/figures.xml': 'single_choice: 1,0,0',
  'instructure_qti/spec/fixtures/items_2.2/gap_match.xml': 'gap_match: 0 2 of 4 partial',
  'instructure_qti/spec/fixtures/items_2.2/graphic_associate.xml':
    'associate: 1-2 2-3 of 4, most 3',
  'instructure_qti/spec/fixtures/items_2.2/graphic_gap_match.xml': 'gap_match: 3 2 4 of 6 partial',
  'instructure_qti/spec/fixtures/items_2.2/graphic_gap_match_text.xml':
    'gap_match: 3 2 4 of 6 partial',
  'instructure_qti/spec/fixtures/items_2.2/graphic_order.xml':
    'gap_match: 0 3 2 1 of 4 all_or_nothing',
  'instructure_qti/spec/fixtures/items_2.2/hint.xml': 'single_choice: 0,0,1,0',
  'instructure_qti/spec/fixtures/items_2.2/hotspot.xml': 'hotspot: 0 of 4, most 1, 206 × 280',
  'instructure_qti/spec/fixtures/items_2.2/hottext.xml': 'single_choice: 0,1,0,0,0',
  'instructure_qti/spec/fixtures/items_2.2/inline_choice.xml': 'fill_in: 2 of 3',
  'instructure_qti/spec/fixtures/items_2.2/inline_choice_math.xml': 'fill_in: 1 of 3',
  'instructure_qti/spec/fixtures/items_2.2/match.xml': 'associate: 0-5 1-4 2-3 of 6, most 3',
  'instructure_qti/spec/fixtures/items_2.2/match2.xml': 'matching: 0,1,2,3 of 4 all_or_nothing',
  'instructure_qti/spec/fixtures/items_2.2/math.xml': 'single_choice: 1,0,0,0',
  'instructure_qti/spec/fixtures/items_2.2/mc_calc3.xml': 'fill_in: 2 of 7',
  'instructure_qti/spec/fixtures/items_2.2/mc_calc5.xml': 'single_choice: 0,1,0',
  'instructure_qti/spec/fixtures/items_2.2/mc_stat2.xml':
    'fill_in: 1 answers ± 0; 1 answers ± 0; 1 answers ± 0; 1 answers ± 0; all_or_nothing',
  'instructure_qti/spec/fixtures/items_2.2/media_coords.xml': 'gap_match: 0 of 1 partial',
  'instructure_qti/spec/fixtures/items_2.2/multi-input.xml':
    'extended_text: 8 lines, a model, 0 criteria',
  'instructure_qti/spec/fixtures/items_2.2/nested_object.xml':
    'extended_text: 3 lines, no model, 0 criteria',
  'instructure_qti/spec/fixtures/items_2.2/order.xml': 'ordering: 2,0,1 all_or_nothing',
  'instructure_qti/spec/fixtures/items_2.2/order_partial_scoring.xml': 'ordering: 2,0,1 partial',
  'instructure_qti/spec/fixtures/items_2.2/order_rtl.xml': 'ordering: 2,0,1 all_or_nothing',
  'instructure_qti/spec/fixtures/items_2.2/orkney1.xml': 'single_choice: 1,0',
  'instructure_qti/spec/fixtures/items_2.2/orkney2.xml': 'single_choice: 0,1',
  'instructure_qti/spec/fixtures/items_2.2/position_object.xml':
    'select_point: ellipse 1; ellipse 1; ellipse 1, most 3',
  'instructure_qti/spec/fixtures/items_2.2/select_point.xml': 'select_point: ellipse 1, most 1',
  'instructure_qti/spec/fixtures/items_2.2/slider.xml': 'slider: 0–100 by 1: 16 ± 2',
  'instructure_qti/spec/fixtures/items_2.2/svg.xml': 'single_choice: 1,0,0,0',
  'instructure_qti/spec/fixtures/items_2.2/template.xml': 'fill_in: 1 answers ± 0',
  'instructure_qti/spec/fixtures/items_2.2/template_image.xml': 'fill_in: 1 answers ± 0',
  'instructure_qti/spec/fixtures/items_2.2/text_entry.xml': 'fill_in: 1 answers and 0.5',
  'instructure_qti/spec/fixtures/package_shared/example/graphicOrder.xml':
    'gap_match: 0 3 2 1 of 4 all_or_nothing',
  'instructure_qti/spec/fixtures/package_shared/example/hotspot.xml':
    'hotspot: 0 of 4, most 1, 206 × 280',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_01/qtiv2p1_EntryTest_VE_IP_01.xml':
    'true_false: true',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_02/qtiv2p1_EntryTest_VE_IP_02.xml':
    'single_choice: 0,0,0,1,0',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_03/qtiv2p1_EntryTest_VE_IP_03.xml':
    'multiple_choice: 0,1,3 of 5 penalised',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_04/qtiv2p1_EntryTest_VE_IP_04.xml':
    'short_text: 4 answers, case counts',
  'instructure_qti/spec/fixtures/test_qti_2.1/Items/Item_VE_IP_05/qtiv2p1_EntryTest_VE_IP_05.xml':
    'extended_text: 4 lines, no model, 0 criteria',
  'instructure_qti/spec/fixtures/test_qti_2.2/essay/essay.xml':
    'extended_text: 5 lines, no model, 0 criteria',
  'instructure_qti/spec/fixtures/test_qti_2.2/fib/fib.xml': 'gap_match: 0 2 of 4 partial',
  'instructure_qti/spec/fixtures/test_qti_2.2/multiple-answer/multiple-answer.xml':
    'multiple_choice: 0,3 of 6 weighted 0.5,-1,-1,0.5,-1,-0.5',
  'instructure_qti/spec/fixtures/test_qti_2.2/multiple-choice/multiple-choice.xml':
    'single_choice: 1,0,0',
  'instructure_qti/spec/fixtures/test_qti_2.2/text-entry/text-entry.xml':
    'fill_in: 1 answers and 0.5',
  'instructure_qti/spec/fixtures/test_qti_2.2/true-false/true-false.xml': 'true_false: true',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Choicemultiple_2014410822.xml':
    'multiple_choice: 1,3 of 4 all_or_nothing',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Choicemultiple_871212949.xml':
    'multiple_choice: 0,1,2 of 5 weighted 0.333,0.333,0.333,-0.333,-0.667',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Choicesingle_853928446.xml':
    'single_choice: 1,0,0,0',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Choicetruefalse_176040516.xml':
    'single_choice: 1,0',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Hotspot_278940407.xml':
    'hotspot: 6 of 12, most 1, 399 × 256',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Hottext_801974120.xml':
    'multiple_choice: 1,3,8 of 9 all_or_nothing',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Matchmultiple_1038910213.xml':
    'matching: 1,1,2,3,0 of 4 all_or_nothing',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Matchsingle_143114773.xml':
    'matching: 0,1,2,3 of 4 all_or_nothing',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/Order_913967682.xml':
    'ordering: 0,1,2,3,4 all_or_nothing',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/TextEntry_883368511.xml':
    'fill_in: 1 answers',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/TextEntrynumeric_2040297025.xml':
    'fill_in: 1 answers ± 0; 1 answers ± 0',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/TextEntrynumeric_770468849.xml':
    'fill_in: 1 answers ± 0.2068',
  'instructure_qti/spec/fixtures/tests/interactionmix_saxony_v3/TextEntrysubset_806481421.xml':
    'fill_in: 3 answers; 3 answers; 3 answers; all_or_nothing',
}
