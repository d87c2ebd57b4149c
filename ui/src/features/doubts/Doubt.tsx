import { Button, Radio, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands, type DoubtLine, type Resolution } from '@/host'
import { formatMoment, Problem, toastDone } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './doubts.module.css'

const SAID = ['accepted', 'abandoned', 'resend'] as const
type Said = 'leave' | Resolution

/** One text in doubt. "Leave it" stands chosen: doing nothing is the safe answer. */
export function Doubt({ doubt }: { doubt: DoubtLine }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [said, setSaid] = useState<Said>('leave')
  const name = doubt.name || t('doubts.nameless')
  const resolved = useMutation({
    mutationFn: (answer: Resolution) => ask(commands.doubtResolve(doubt.id, answer)),
    onSuccess: async (_, answer) => {
      toastDone(t(`doubts.done.${answer}`))
      await queries.invalidateQueries()
    },
  })
  return (
    <li className={classes.doubt}>
      <h2>
        {name} <span>{doubt.number}</span>
      </h2>
      <p className={classes.about}>
        {[
          doubt.campaign_name || t('doubts.outside'),
          t('doubts.from', { sender: doubt.sender }),
          t('doubts.tried', { when: formatMoment(doubt.tried_at) }),
        ].join(' · ')}
      </p>
      <blockquote className={classes.body}>{doubt.body}</blockquote>
      {doubt.asked_at === '' ? <p>{worded('doubts.seen', doubt.seen)}</p> : null}
      <p className={classes.about}>
        {doubt.asked_at === ''
          ? t('doubts.waiting')
          : t('doubts.yours', { when: formatMoment(doubt.asked_at) })}
      </p>
      <Radio.Group
        label={t('doubts.say', { name })}
        value={said}
        onChange={(value) => setSaid(value as Said)}
      >
        <Stack gap={8} mt={8}>
          <Radio value="leave" label={t('doubts.leave')} description={t('doubts.leaveWhy')} />
          {SAID.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`doubts.${one}`)}
              disabled={one === 'resend' && doubt.resend_barred !== ''}
              description={
                one === 'resend' && doubt.resend_barred !== ''
                  ? worded('doubts.barred', doubt.resend_barred)
                  : t(`doubts.${one}Why`)
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {resolved.isError ? <Problem thrown={resolved.error} /> : null}
      {said === 'leave' ? null : (
        <Button
          className={classes.deed ?? ''}
          {...(said === 'resend' ? { color: 'red' } : {})}
          loading={resolved.isPending}
          aria-label={t('doubts.deedOf', { name })}
          onClick={() => resolved.mutate(said)}
        >
          {t('doubts.deed')}
        </Button>
      )}
    </li>
  )
}
