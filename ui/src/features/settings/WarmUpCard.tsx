import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  commands,
  type SenderCard_Serialize as SenderCard,
  type WarmUpView_Serialize as WarmUpView,
} from '@/host'
import { formatMoment, formatNumber, Meter, Problem, toastDone } from '@/kit'
import { Unfolding } from './CarrierTables'
import { useCardDeed } from './queries'
import classes from './settings.module.css'

/** The owner says whether a number is new; a new one shows today's level and what opens the next. */
export function WarmUpCard({ card: { id, address, account_daily, warm_up } }: { card: SenderCard }) {
  const { t } = useTranslation()
  const changed = useCardDeed(
    (new_number: boolean) => commands.senderPace({ id, account_daily, new_number }),
    () => toastDone(t('settings.warmUp.saved', { address })),
  )
  return (
    <section className={classes.card} aria-label={t('settings.warmUp.of', { address })}>
      <header>
        <h4>{t('settings.warmUp.title')}</h4>
      </header>
      <Switch
        label={t('settings.warmUp.switch')}
        aria-label={t('settings.warmUp.switchOf', { switch: t('settings.warmUp.switch'), address })}
        description={t('settings.warmUp.switchHint')}
        checked={warm_up !== null}
        disabled={changed.isPending}
        onChange={(event) => changed.mutate(event.currentTarget.checked)}
      />
      {changed.isError ? <Problem thrown={changed.error} /> : null}
      {warm_up ? <Level warmUp={warm_up} /> : null}
    </section>
  )
}

function Level({ warmUp }: { warmUp: WarmUpView }) {
  const { t } = useTranslation()
  const { level, levels, allowed, used, since, source } = warmUp
  return (
    <div className={classes.level}>
      <strong>{t('settings.warmUp.level', { level, levels })}</strong>
      {allowed === null ? (
        <p>{t('settings.warmUp.noLimit')}</p>
      ) : (
        <>
          <Meter label={t('settings.warmUp.today')} value={used} total={allowed} />
          <p>{t('settings.warmUp.used', { used: formatNumber(used), allowed: formatNumber(allowed) })}</p>
        </>
      )}
      <Next warmUp={warmUp} />
      <p>{t('settings.warmUp.since', { when: formatMoment(since), source })}</p>
      <Unfolding title={t('settings.warmUp.ladder')} tables={['warm_up']} />
    </div>
  )
}

/** Nobody ever has to fill a level: a quarter of it opens the next. */
function Next({ warmUp: { level, opens_next, next_allowed, troubled, ends_at } }: { warmUp: WarmUpView }) {
  const { t } = useTranslation()
  if (opens_next === null) return null
  const when = formatMoment(ends_at)
  if (troubled) return <p>{t('settings.warmUp.troubled', { when })}</p>
  const next = next_allowed === null ? t('settings.warmUp.unlimited') : formatNumber(next_allowed)
  return <p>{t('settings.warmUp.opens', { count: opens_next, level: level + 1, next, when })}</p>
}
