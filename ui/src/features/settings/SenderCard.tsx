import { useTranslation } from 'react-i18next'
import { commands, type SenderView } from '@/host'
import { formatMoment, Problem, toastDone } from '@/kit'
import { worded } from '@/strings/worded'
import { HaltedNotice } from './HaltedNotice'
import { useSenderDeed } from './queries'
import { RegistrationSelect } from './RegistrationSelect'
import classes from './settings.module.css'

export function SenderCard({ sender }: { sender: SenderView }) {
  const { t } = useTranslation()
  const { address } = sender
  const registered = useSenderDeed(
    (state: string) => commands.senderRegister(sender.id, state),
    () => toastDone(t('settings.senders.registered', { address })),
  )
  return (
    <article className={classes.sender} aria-label={address}>
      <h3>
        {address}
        <span>{worded('settings.senders.kind', sender.kind)}</span>
      </h3>
      {sender.halted === '' ? null : <HaltedNotice sender={sender} />}
      <div className={classes.senderBody}>
        <Facts sender={sender} />
        <RegistrationSelect
          label={t('settings.senders.registration')}
          named={t('settings.senders.registrationOf', { address })}
          value={sender.registration}
          disabled={registered.isPending}
          onChange={(state) => registered.mutate(state)}
        />
      </div>
      {registered.isError ? <Problem thrown={registered.error} /> : null}
    </article>
  )
}

function Facts({ sender }: { sender: SenderView }) {
  const { t } = useTranslation()
  const facts = [
    [t('settings.senders.price'), sender.price],
    [t('settings.senders.pace'), t('settings.senders.paceWords', { count: sender.per_second ?? 0 })],
    [
      t('settings.senders.synced'),
      sender.synced_through === '' ? t('settings.senders.never') : formatMoment(sender.synced_through),
    ],
  ] as const
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
