import type { AnswerDraft } from './draft.ts'
import type { EditorProps } from './editing/editor-props.ts'
import { HotspotEditor } from './hotspot/editor.tsx'
import { SelectPointEditor } from './select-point/editor.tsx'
import { AssociateEditor } from './associate/editor.tsx'
import { GapMatchEditor } from './gap-match/editor.tsx'
import { SliderEditor } from './slider/editor.tsx'
import { ExtendedTextEditor } from './extended-text/editor.tsx'
import { FillInEditor } from './fill-in/editor.tsx'
import { MatchingEditor } from './matching/editor.tsx'
import { MultipleChoiceEditor } from './multiple-choice/editor.tsx'
import { NumericEditor } from './numeric/editor.tsx'
import { OrderingEditor } from './ordering/editor.tsx'
import { ShortTextEditor } from './short-text/editor.tsx'
import { SingleChoiceEditor } from './single-choice/editor.tsx'
import { TrueFalseEditor } from './true-false/editor.tsx'

/** The editor widget of the question's type. */
export function AnswerEditor({ draft, onChange }: EditorProps<AnswerDraft>) {
  switch (draft.type) {
    case 'single_choice':
      return <SingleChoiceEditor draft={draft} onChange={onChange} />
    case 'multiple_choice':
      return <MultipleChoiceEditor draft={draft} onChange={onChange} />
    case 'true_false':
      return <TrueFalseEditor draft={draft} onChange={onChange} />
    case 'numeric':
      return <NumericEditor draft={draft} onChange={onChange} />
    case 'short_text':
      return <ShortTextEditor draft={draft} onChange={onChange} />
    case 'ordering':
      return <OrderingEditor draft={draft} onChange={onChange} />
    case 'matching':
      return <MatchingEditor draft={draft} onChange={onChange} />
    case 'fill_in':
      return <FillInEditor draft={draft} onChange={onChange} />
    case 'hotspot':
      return <HotspotEditor draft={draft} onChange={onChange} />
    case 'select_point':
      return <SelectPointEditor draft={draft} onChange={onChange} />
    case 'associate':
      return <AssociateEditor draft={draft} onChange={onChange} />
    case 'gap_match':
      return <GapMatchEditor draft={draft} onChange={onChange} />
    case 'slider':
      return <SliderEditor draft={draft} onChange={onChange} />
    case 'extended_text':
      return <ExtendedTextEditor draft={draft} onChange={onChange} />
  }
}
