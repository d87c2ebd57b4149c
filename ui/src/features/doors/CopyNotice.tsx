import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type CopySender, type CopyView, commands } from '@/host'
import { ConfirmDeed, formatMoment, Notice, Problem, toastDone } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './doors.module.css'

const key = ['settings', 'copy']

/** Stands above every page while the open store is a restored or copied one, with the way to unlock it. */
export function CopyNotice() {
  const { t } = useTranslation()
  const [looking, setLooking] = useState(false)
  const { data } = useQuery({ queryKey: key, queryFn: () => ask(commands.copyShow()) })
  if (!data) return null
  return (
    <div className={classes.copy} role="status">
      <Notice
        tone="bad"
        title={worded('copies.title', data.because)}
        action={
          <Button size="xs" variant="default" onClick={() => setLooking(true)}>
            {t('copies.look')}
          </Button>
        }
      >
        {t('copies.why')}
      </Notice>
      <Question copy={data} opened={looking} onClose={() => setLooking(false)} />
    </div>
  )
}

function Question({ copy, opened, onClose }: { copy: CopyView; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const confirmed = useMutation({
    mutationFn: () => ask(commands.copyConfirm()),
    onSuccess: async () => {
      toastDone(t('copies.done'))
      await queries.invalidateQueries()
    },
  })
  return (
    <ConfirmDeed
      opened={opened}
      title={t('copies.question')}
      deed={t('copies.deed')}
      grave
      busy={confirmed.isPending}
      barred={copy.ready ? undefined : t('copies.barred')}
      onConfirm={() => confirmed.mutate()}
      onClose={onClose}
    >
      {copy.state_of === '' ? null : <p>{t('copies.stateOf', { when: formatMoment(copy.state_of) })}</p>}
      <p>{t('copies.ended', { campaigns: copy.campaigns, texts: copy.texts })}</p>
      <p>{t('copies.stops', { count: copy.stops })}</p>
      <Inboxes copy={copy} />
      <p>{t('copies.only')}</p>
      {confirmed.isError ? <Problem thrown={confirmed.error} /> : null}
    </ConfirmDeed>
  )
}

const stateOf = ({ read, closed }: CopySender) =>
  closed ? 'copies.closed' : read ? 'copies.read' : 'copies.unread'

function Inboxes({ copy }: { copy: CopyView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const pulled = useMutation({
    mutationFn: () => ask(commands.inboxPull()),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  const given = useMutation({
    mutationFn: (address: string) => ask(commands.copyGiveUpInbox(address)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['settings'] }),
  })
  return (
    <>
      <ul>
        {copy.senders.map((sender) => (
          <li key={sender.address}>
            {t(stateOf(sender), { address: sender.address })}
            {stateOf(sender) === 'copies.unread' ? (
              <Button
                size="compact-xs"
                variant="subtle"
                ml="xs"
                aria-label={t('copies.closingOf', { address: sender.address })}
                loading={given.isPending}
                onClick={() => given.mutate(sender.address)}
              >
                {t('copies.closing')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {copy.ready ? null : <p>{t('copies.closingWhy')}</p>}
      {given.isError ? <Problem thrown={given.error} /> : null}
      {copy.ready ? null : (
        <Button size="xs" variant="default" loading={pulled.isPending} onClick={() => pulled.mutate()}>
          {t('copies.pull')}
        </Button>
      )}
      {pulled.isError ? <Problem thrown={pulled.error} /> : null}
    </>
  )
}
