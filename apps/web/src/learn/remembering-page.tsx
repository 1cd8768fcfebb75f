import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MemorySettings } from '@quizmentor/contract/practice'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { Loaded } from '../app/loaded.tsx'
import { useWorkspace } from '../app/me.ts'
import { Button } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { homeQuery, memorySettingsQuery } from './queries.ts'
import { RetentionChoice } from './retention-choice.tsx'

/** How well one wants to remember, with what that costs. */
export function RememberingPage() {
  const { remembering: t } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const settings = useQuery(memorySettingsQuery(workspaceId))
  return (
    <Page title={t.title} lead={t.lead} width="text">
      <Loaded query={settings} skeleton={<Skeleton lines={5} height={4.5} />}>
        {(data) => <Remembering settings={data} />}
      </Loaded>
    </Page>
  )
}

function Remembering({ settings }: { readonly settings: MemorySettings }) {
  const { remembering: t } = useStrings('learn')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const { number } = useFormat()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState(settings.desiredRetention)
  const save = useMutation({
    mutationFn: (desiredRetention: number) =>
      api.practice.setMemorySettings({ params: { workspaceId }, body: { desiredRetention } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(memorySettingsQuery(workspaceId).queryKey, saved)
      void queryClient.invalidateQueries(homeQuery(workspaceId))
    },
  })
  const isKnown = settings.choices.some(({ answersPerDay }) => answersPerDay !== null)

  return (
    <form
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate(chosen)
      }}
    >
      <fieldset className="min-w-0 border-b border-rule">
        <legend className="only-heard">{t.title}</legend>
        {settings.choices.map((choice) => (
          <RetentionChoice
            key={choice.desiredRetention}
            choice={choice}
            now={settings.choices.find(
              ({ desiredRetention }) => desiredRetention === settings.desiredRetention,
            )}
            isChosen={choice.desiredRetention === chosen}
            onChoose={() => {
              setChosen(choice.desiredRetention)
              save.reset()
            }}
          />
        ))}
      </fieldset>
      <p className="text-sm text-soft">
        {isKnown ? t.basis(number(settings.questionsMet)) : t.tooFew}
      </p>
      <Failure error={save.error} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {actions.save}
        </Button>
        <p role="status" className="font-bold text-correct">
          {save.isSuccess && t.saved}
        </p>
      </div>
    </form>
  )
}
