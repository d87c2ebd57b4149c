import { useTranslation } from 'react-i18next'
import type { SenderCard_Serialize as Card, SenderView } from '@/host'
import { formatMoment } from '@/kit'
import { worded } from '@/strings/worded'
import { AccountDaily } from './AccountDaily'
import { HaltedNotice } from './HaltedNotice'
import { RegistrationCard } from './RegistrationCard'
import classes from './settings.module.css'
import { WarmUpCard } from './WarmUpCard'

/** One sender: why it stopped if it did, its facts, how it is registered, and how it grows. */
export function SenderCard({ sender, card }: { sender: SenderView; card: Card | undefined }) {
  const { address } = sender
  return (
    <article className={classes.sender} aria-label={address}>
      <h3>
        {address}
        <span>{worded('settings.senders.kind', sender.kind)}</span>
      </h3>
      {sender.halted === '' ? null : <HaltedNotice sender={sender} />}
      <Facts sender={sender} />
      {card ? (
        <>
          <RegistrationCard card={card} />
          <WarmUpCard card={card} />
          <AccountDaily key={card.account_daily} card={card} />
        </>
      ) : null}
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
