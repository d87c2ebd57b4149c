import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '@/host'
import { Notice, Problem } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './inbox.module.css'
import { useReply, useSettle, useSettleWish } from './queries'

/** The place to answer, or why there is none. */
export function Answer({ conversation: { line, closed_because } }: { conversation: ConversationView }) {
  const { t } = useTranslation()
  if (line.state === 'probable_opt_out') return <Settle id={line.id} />
  if (line.state === 'wants_texts') return <Wish id={line.id} />
  if (closed_because !== '') {
    return (
      <div className={classes.answer}>
        <Notice tone="idle" title={t('inbox.closed.title')}>
          {worded('inbox.closed', closed_because)}
        </Notice>
      </div>
    )
  }
  return <Write key={line.id} id={line.id} />
}

function Write({ id }: { id: number }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const reply = useReply(id)
  const send = () => {
    if (text.trim() !== '' && !reply.isPending) reply.mutate(text, { onSuccess: () => setText('') })
  }
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {reply.isError ? <Problem thrown={reply.error} /> : null}
      <Textarea
        aria-label={t('inbox.reply.label')}
        placeholder={t('inbox.reply.placeholder')}
        rows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
      />
      <Group justify="space-between" wrap="nowrap">
        <span className={classes.note}>{t('inbox.reply.note')}</span>
        <Button type="submit" disabled={text.trim() === ''} loading={reply.isPending} flex="none">
          {t('inbox.reply.deed')}
        </Button>
      </Group>
    </form>
  )
}

/** Only the owner can say what a doubtful text meant. */
function Settle({ id }: { id: number }) {
  const { t } = useTranslation()
  const settle = useSettle(id)
  return (
    <div className={classes.answer}>
      <Notice tone="warn" title={t('inbox.settle.title')}>
        {t('inbox.settle.description')}
      </Notice>
      <Group>
        <Button loading={settle.isPending && settle.variables} onClick={() => settle.mutate(true)}>
          {t('inbox.settle.yes')}
        </Button>
        <Button
          variant="default"
          loading={settle.isPending && !settle.variables}
          onClick={() => settle.mutate(false)}
        >
          {t('inbox.settle.no')}
        </Button>
      </Group>
    </div>
  )
}

/** A START lifts nothing: the owner lets somebody back in, or does not. */
function Wish({ id }: { id: number }) {
  const { t } = useTranslation()
  const settle = useSettleWish(id)
  return (
    <div className={classes.answer}>
      <Notice tone="warn" title={t('inbox.wish.title')}>
        {t('inbox.wish.description')}
      </Notice>
      <Group>
        <Button loading={settle.isPending && settle.variables} onClick={() => settle.mutate(true)}>
          {t('inbox.wish.yes')}
        </Button>
        <Button
          variant="default"
          loading={settle.isPending && !settle.variables}
          onClick={() => settle.mutate(false)}
        >
          {t('inbox.wish.no')}
        </Button>
      </Group>
    </div>
  )
}
