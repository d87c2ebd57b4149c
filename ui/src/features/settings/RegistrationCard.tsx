import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AllowedLine, SenderCard_Serialize as SenderCard } from '@/host'
import { formatNumber, StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'
import { CarrierTables } from './CarrierTables'
import { RegistrationForm } from './RegistrationForm'
import classes from './settings.module.css'

const tones: Record<string, Tone> = { approved: 'good', pending: 'warn', rejected: 'bad', suspended: 'bad' }

/** How a sender is registered with the carriers, what that allows, and the tables it was read from. */
export function RegistrationCard({ card }: { card: SenderCard }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const { address, registration } = card
  const needless = registration.kind === 'not_needed'
  return (
    <section className={classes.card} aria-label={t('settings.senders.registrationOf', { address })}>
      <header>
        <h4>{t('settings.senders.registration')}</h4>
        {needless ? null : (
          <StateBadge tone={tones[registration.status] ?? 'idle'}>
            {worded('settings.card.status', registration.status)}
          </StateBadge>
        )}
        <Button
          variant="default"
          size="xs"
          aria-label={t('settings.card.changeOf', { address })}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          {t('settings.card.change')}
        </Button>
      </header>
      <p>{worded('settings.card.means', needless ? 'not_needed' : registration.status)}</p>
      {editing ? <RegistrationForm card={card} onDone={() => setEditing(false)} /> : <Stated card={card} />}
      <CarrierTables kind={registration.kind} />
    </section>
  )
}

function Stated({ card: { registration: stated, allows } }: { card: SenderCard }) {
  const { t } = useTranslation()
  const facts: [string, string][] = [
    [t('settings.card.kind'), worded('settings.card.kinds', stated.kind)],
    [t('settings.card.useCase'), worded('settings.card.useCases', stated.use_case)],
    [t('settings.card.brand'), stated.brand],
    [t('settings.card.score'), stated.brand_score === null ? '' : formatNumber(stated.brand_score)],
    [t('settings.card.campaign'), stated.campaign],
  ]
  const shown = facts.filter(([, value]) => value !== '')
  return (
    <dl className={classes.facts}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {allows.map((line) => (
        <Allowed key={line.id} line={line} />
      ))}
    </dl>
  )
}

function Allowed({ line: { id, row, published, used, source, grade } }: { line: AllowedLine }) {
  const { t } = useTranslation()
  const per = id === 'brand_cap' ? 'perDay' : id === 'att_class' ? 'partsPerMinute' : 'perMinute'
  return (
    <div>
      <dt>{worded('settings.card.allows', id)}</dt>
      <dd>
        {t(`settings.card.${per}`, { published, used, row: worded('settings.card.kinds', row) })}
        <small>{t('settings.card.source', { source, grade })}</small>
      </dd>
    </div>
  )
}
