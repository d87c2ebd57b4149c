import { Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AskingView, ask, commands } from '@/host'
import { Answered, ConfirmDeed, formatMoment, Notice, Problem, toastDone, toastProblem } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './contacts.module.css'

const key = (id: number) => ['contacts', 'asking', id]
const open = ['queued', 'waiting', 'unanswered', 'not_sent']

/** How the double opt-in of a person stands, and the deed to ask or to withdraw. */
export function DoubleOptIn({ id }: { id: number }) {
  const query = useQuery({ queryKey: key(id), queryFn: () => ask(commands.askingShow(id)) })
  return (
    <Answered query={query} lines={1}>
      {(asking) => (open.includes(asking.state) ? <Asked asking={asking} /> : <AskDeed asking={asking} />)}
    </Answered>
  )
}

function useTold(id: number) {
  const queries = useQueryClient()
  return (now: AskingView) => {
    queries.setQueryData(key(id), now)
    void queries.invalidateQueries({ queryKey: ['contacts'] })
  }
}

function Asked({ asking }: { asking: AskingView }) {
  const { t } = useTranslation()
  const told = useTold(asking.contact)
  const withdraw = useMutation({
    mutationFn: () => ask(commands.askingWithdraw(asking.contact)),
    onSuccess: told,
    onError: toastProblem,
  })
  return (
    <div className={classes.asking}>
      <Notice
        tone={asking.state === 'waiting' || asking.state === 'queued' ? 'info' : 'warn'}
        title={worded('contacts.asking.state', asking.state)}
      >
        {asking.answer_by ? t('contacts.asking.until', { when: formatMoment(asking.answer_by) }) : null}{' '}
        {t('contacts.asking.nothingElse')}
      </Notice>
      <Group gap="xs">
        <Button size="xs" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('contacts.asking.withdraw')}
        </Button>
        {asking.why_not === '' ? <AskDeed asking={asking} /> : null}
      </Group>
    </div>
  )
}

function AskDeed({ asking }: { asking: AskingView }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const told = useTold(asking.contact)
  const send = useMutation({
    mutationFn: () => ask(commands.askingSend(asking.contact)),
    onSuccess: (now) => {
      setAsked(false)
      toastDone(t('contacts.asking.done'))
      told(now)
    },
  })
  if (asking.why_not !== '') {
    return <p className={classes.askingNote}>{worded('contacts.asking.whyNot', asking.why_not)}</p>
  }
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t('contacts.asking.open')}
      </Button>
      <ConfirmDeed
        opened={asked}
        title={t('contacts.asking.title', { who: asking.name || asking.number })}
        deed={t('contacts.asking.deed')}
        busy={send.isPending}
        onConfirm={() => send.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>{t('contacts.asking.what')}</p>
        <p>{t('contacts.asking.after')}</p>
        {send.isError ? <Problem thrown={send.error} /> : null}
      </ConfirmDeed>
    </>
  )
}
