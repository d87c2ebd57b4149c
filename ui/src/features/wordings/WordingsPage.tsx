import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands, type WordingView } from '@/host'
import { Answered, EmptyState, PageFrame, Panel } from '@/kit'
import { wordingsKey } from './useKeep'
import { WordingCard } from './WordingCard'
import { WordingForm } from './WordingForm'

/** The words that customers saw, version by version, with what each promises. */
export function WordingsPage() {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const all = useQuery({ queryKey: wordingsKey, queryFn: () => ask(commands.wordingsList()) })
  return (
    <PageFrame
      title={t('wordings.title')}
      lead={t('wordings.lead')}
      layout="narrow"
      actions={
        adding ? null : (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('wordings.add')}
          </Button>
        )
      }
    >
      {adding ? (
        <Panel title={t('wordings.add')}>
          <WordingForm onDone={() => setAdding(false)} />
        </Panel>
      ) : null}
      <Answered query={all} lines={6}>
        {(wordings) => <Wordings wordings={wordings} />}
      </Answered>
    </PageFrame>
  )
}

/** Those that nobody has spoken for come first: they are what the check page asks about. */
function Wordings({ wordings }: { wordings: WordingView[] }) {
  const { t } = useTranslation()
  if (wordings.length === 0)
    return <EmptyState kind="first-use" title={t('wordings.none')} description={t('wordings.noneWhy')} />
  const open = wordings.filter(({ stated }) => !stated)
  return [...open, ...wordings.filter(({ stated }) => stated)].map((wording) => (
    <WordingCard key={wording.id} wording={wording} />
  ))
}
