import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SenderView } from '@/host'
import { Answered, formatMoment, LinkButton, Notice, Panel, StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './health.module.css'
import { MeasureTable } from './MeasureTable'
import { useSenders, useSendersHealth } from './queries'

/** Which numbers can send now, and since when their replies are known. */
export function Senders() {
  const { t } = useTranslation()
  return (
    <Panel title={t('health.senders.title')}>
      <Answered query={useSenders()} lines={3}>
        {(senders) =>
          senders.length === 0 ? (
            <NoSender />
          ) : (
            <ul className={classes.list}>
              {senders.map((sender) => (
                <Sender key={sender.id} sender={sender} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  )
}

function NoSender() {
  const { t } = useTranslation()
  return (
    <Notice
      tone="info"
      title={t('health.senders.none')}
      action={
        <LinkButton to="/settings" variant="default" size="xs">
          {t('health.senders.add')}
        </LinkButton>
      }
    />
  )
}

function standing({ halted, synced_through }: SenderView): { tone: Tone; word: 'halted' | 'waits' | 'ok' } {
  if (halted !== '') return { tone: 'bad', word: 'halted' }
  return synced_through === '' ? { tone: 'warn', word: 'waits' } : { tone: 'good', word: 'ok' }
}

/** Why a sender stopped: a word of the core, a provider's code, or the sentence as given. */
export function haltWords(halted: string): string {
  if (/^\d+$/.test(halted)) return i18next.t('health.senders.why.code', { code: halted })
  return /^[a-z_]+$/.test(halted) ? worded('health.senders.why', halted) : halted.replace(/\.$/, '')
}

function Sender({ sender }: { sender: SenderView }) {
  const { t } = useTranslation()
  const { address, gateway_name, registration, synced_through, halted } = sender
  const { tone, word } = standing(sender)
  const health = useSendersHealth().data?.find(({ id }) => id === sender.id)
  const fresh = synced_through
    ? t('health.senders.fresh', { when: formatMoment(synced_through) })
    : t('health.senders.never')
  return (
    <li className={classes.sender}>
      <div className={classes.line}>
        <strong>{address}</strong>
        <span className={classes.about}>
          {[gateway_name, worded('health.senders.registration', registration), fresh].join(' · ')}
        </span>
        <StateBadge tone={tone}>{t(`health.senders.${word}`)}</StateBadge>
      </div>
      {halted === '' ? null : (
        <Notice
          tone="bad"
          title={t('health.senders.haltedWhy', { why: haltWords(halted) })}
          action={
            <LinkButton
              to="/settings"
              variant="default"
              size="xs"
              aria-label={t('health.senders.settings', { address })}
            >
              {t('health.senders.settingsShort')}
            </LinkButton>
          }
        />
      )}
      {health ? <MeasureTable card={health.card} label={t('health.measures.day')} /> : null}
    </li>
  )
}
