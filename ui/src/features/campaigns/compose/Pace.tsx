import { NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '@/kit'
import classes from './Composer.module.css'
import { type Draft, hourChoices } from './draft'
import { type PartProps, partOf } from './parts'

const shown = [
  'sender',
  'per_second',
  'window_open',
  'window_close',
  'finish_within_hours',
  'ceiling',
] as const

/** When it may go, how fast, and by when it must be done. */
export const Pace = partOf([...shown], function Pace({ draft, choices: { senders }, onChange }: PartProps) {
  const { t } = useTranslation()
  const most = senders.find(({ id }) => id === draft.sender)?.per_second ?? undefined
  const hour = (part: 'window_open' | 'window_close', label: string, error?: string) => (
    <Select
      label={label}
      data={hourChoices(draft[part])}
      value={String(draft[part])}
      error={error}
      onChange={(value) => onChange({ [part]: Number(value) } as Partial<Draft>)}
    />
  )
  const wrong = draft.window_open >= draft.window_close ? t('compose.pace.hoursWrong') : undefined
  return (
    <div className={classes.fields}>
      <div className={classes.pair}>
        {hour('window_open', t('compose.pace.open'))}
        {hour('window_close', t('compose.pace.close'), wrong)}
      </div>
      <p className={classes.note}>{t('compose.pace.hoursHint')}</p>
      <div className={classes.pair}>
        <NumberInput
          label={t('compose.pace.perSecond')}
          description={
            most === undefined
              ? t('compose.pace.perSecondPlain')
              : t('compose.pace.perSecondHint', { most: formatNumber(most) })
          }
          min={0.1}
          max={most ?? 225}
          step={0.5}
          decimalScale={2}
          value={draft.per_second}
          onChange={(value) => typeof value === 'number' && value > 0 && onChange({ per_second: value })}
        />
        <NumberInput
          label={t('compose.pace.finish')}
          description={t('compose.pace.finishHint')}
          min={1}
          max={168}
          allowDecimal={false}
          value={draft.finish_within_hours}
          onChange={(value) =>
            typeof value === 'number' && value >= 1 && onChange({ finish_within_hours: value })
          }
        />
      </div>
      <div className={classes.pair}>
        <NumberInput
          label={t('compose.pace.ceiling')}
          description={t('compose.pace.ceilingHint')}
          min={0}
          decimalScale={2}
          value={draft.ceiling ?? ''}
          onChange={(value) => onChange({ ceiling: typeof value === 'number' && value > 0 ? value : null })}
        />
      </div>
    </div>
  )
})
