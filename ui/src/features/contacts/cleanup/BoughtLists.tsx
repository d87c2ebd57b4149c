import { Button, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoughtListView, MarkView } from '@/host'
import { formatDay, LinkButton, Problem, StateBadge } from '@/kit'
import classes from './cleanup.module.css'
import { useRepair } from './queries'

/** The core refuses shorter answers; the button says so before it is pressed. */
const SHORTEST_ANSWER = 20

/** Lists that bear the marks of a bought one: evidence, hold, and the owner's answer. */
export function BoughtLists({ lists }: { lists: BoughtListView[] }) {
  const open = lists.filter(({ answered_at }) => answered_at === '')
  return (
    <ul className={classes.lists}>
      {open.map((list) => (
        <li key={list.import}>
          <List list={list} />
        </li>
      ))}
    </ul>
  )
}

function List({ list }: { list: BoughtListView }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section aria-labelledby={id} className={classes.bought}>
      <div className={classes.boughtHead}>
        <h3 id={id}>{t('cleanup.bought.from', { file: list.file_name, when: formatDay(list.at) })}</h3>
        <StateBadge tone={list.held ? 'warn' : 'bad'}>
          {t(list.held ? 'cleanup.bought.held' : 'cleanup.bought.free', { count: list.people })}
        </StateBadge>
      </div>
      <ul className={classes.marks} aria-label={t('cleanup.bought.evidence')}>
        {list.marks.map((mark) => (
          <li key={mark.mark}>
            <Mark mark={mark} />
          </li>
        ))}
      </ul>
      <Answer list={list} />
    </section>
  )
}

function Mark({ mark: { mark, count, of } }: { mark: MarkView }) {
  const { t } = useTranslation()
  const words = t as (key: string, with_: Record<string, unknown>) => string
  return words(`cleanup.bought.mark.${mark}`, { count, of })
}

function Answer({ list: { import: id, people: count, held } }: { list: BoughtListView }) {
  const { t } = useTranslation()
  const [answer, setAnswer] = useState('')
  const repair = useRepair()
  const tooShort = [...answer.trim()].length < SHORTEST_ANSWER
  const wanted = { kind: 'bought_list', import: id }
  return (
    <>
      <Textarea
        label={t('cleanup.bought.where')}
        description={t('cleanup.bought.whereHint')}
        autosize
        minRows={2}
        maxRows={4}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      <div className={classes.deeds}>
        <Button
          disabled={tooShort}
          loading={repair.isPending}
          onClick={() => repair.mutate({ ...wanted, answer })}
        >
          {t('cleanup.bought.release', { count })}
        </Button>
        {held ? null : (
          <Button variant="default" disabled={repair.isPending} onClick={() => repair.mutate(wanted)}>
            {t('cleanup.bought.hold', { count })}
          </Button>
        )}
        <LinkButton to="/contacts/imports" variant="default">
          {t('cleanup.bought.takeBack')}
        </LinkButton>
      </div>
      {repair.isError ? <Problem thrown={repair.error} /> : null}
    </>
  )
}
