import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationLine } from '@/host'
import { Answered, EmptyState, PageFrame, SplitPane } from '@/kit'
import { Conversations } from './Conversations'
import classes from './inbox.module.css'
import { useConversations, useDone, usePull } from './queries'
import { Thread } from './Thread'
import { stepFrom, type Tab, tabFor, within } from './tabs'
import { useInboxKeys } from './useInboxKeys'

export function InboxPage() {
  const { t } = useTranslation()
  const query = useConversations()
  const pull = usePull()
  const look = (
    <Button variant="default" loading={pull.isPending} onClick={() => pull.mutate()}>
      {t('inbox.pull')}
    </Button>
  )
  const some = (query.data?.length ?? 0) > 0
  return (
    <PageFrame title={t('inbox.title')} layout={some ? 'flush' : 'wide'} actions={look}>
      <Answered query={query}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              kind="first-use"
              title={t('inbox.empty.title')}
              description={t('inbox.empty.description')}
            />
          ) : (
            <Panes all={all} />
          )
        }
      </Answered>
    </PageFrame>
  )
}

function useChosen() {
  const search = useSearch({ strict: false }) as { with?: number }
  const navigate = useNavigate()
  const choose = (id: number | undefined) =>
    void navigate({ to: '/inbox', search: id === undefined ? {} : { with: id }, replace: true })
  return [search.with, choose] as const
}

function Panes({ all }: { all: ConversationLine[] }) {
  const { t } = useTranslation()
  const [chosen, choose] = useChosen()
  const [tab, setTab] = useState<Tab>(() => tabFor(all, chosen))
  const done = useDone()
  const lines = within(tab, all)
  const finish = (id: number) => {
    const next = stepFrom(lines, id, 1)
    done.mutate(id, { onSuccess: () => choose(next === id ? stepFrom(lines, id, -1) : next) })
  }
  useInboxKeys({
    j: () => choose(stepFrom(lines, chosen, 1)),
    k: () => choose(stepFrom(lines, chosen, -1)),
    e: () => {
      if (all.find(({ id }) => id === chosen)?.state === 'needs_reply' && chosen) finish(chosen)
    },
  })
  useEffect(() => {
    document.querySelector(`[data-conversation="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const list = <Conversations all={all} tab={tab} onTab={setTab} chosen={chosen} onChoose={choose} />
  return (
    <SplitPane
      panes={[
        { key: 'list', label: t('inbox.list'), size: 44, least: 30, content: list },
        {
          key: 'thread',
          label: t('inbox.thread'),
          size: 56,
          least: 35,
          content: chosen === undefined ? <Unchosen /> : <Thread key={chosen} id={chosen} onDone={finish} />,
        },
      ]}
    />
  )
}

function Unchosen() {
  const { t } = useTranslation()
  return (
    <div className={classes.unchosen}>
      <EmptyState kind="no-results" title={t('inbox.pick.title')} description={t('inbox.pick.description')} />
    </div>
  )
}
