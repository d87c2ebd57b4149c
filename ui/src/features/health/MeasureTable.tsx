import { useTranslation } from 'react-i18next'
import type { HealthCard, MeasureLine } from '@/host'
import { Notice, StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './health.module.css'

const tones: Record<string, Tone> = { too_few: 'idle', good: 'good', slow: 'warn', pause: 'bad' }

/** Each measure against its limits and what is usual here; what is wrong says what to do. */
export function MeasureTable({ card, label }: { card: HealthCard; label: string }) {
  const { t } = useTranslation()
  return (
    <div className={classes.measured}>
      {card.alarm === '' ? null : (
        <Notice
          tone={card.standing === 'paused' ? 'bad' : 'warn'}
          title={t(card.standing === 'paused' ? 'health.measures.paused' : 'health.measures.slowed')}
        >
          {card.alarm}
        </Notice>
      )}
      <table className={classes.measures}>
        <caption>{t('health.measures.caption', { label, count: card.texts })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('health.measures.measure')}</th>
            <th scope="col">{t('health.measures.now')}</th>
            <th scope="col">{t('health.measures.usual')}</th>
            <th scope="col">{t('health.measures.slowAt')}</th>
            <th scope="col">{t('health.measures.pauseAt')}</th>
            <th scope="col">{t('health.measures.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {card.measures.map((line) => (
            <Line key={line.measure} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const or = (value: string) => (value === '' ? '–' : value)

function Line({ line }: { line: MeasureLine }) {
  return (
    <>
      <tr>
        <th scope="row">{worded('health.measures.name', line.measure)}</th>
        <td>{or(line.now)}</td>
        <td>{or(line.usual)}</td>
        <td>{or(line.slow_at)}</td>
        <td>{or(line.pause_at)}</td>
        <td>
          <StateBadge tone={tones[line.standing] ?? 'idle'}>
            {worded('health.measures.stands', line.standing)}
          </StateBadge>
        </td>
      </tr>
      {line.to_do === '' ? null : (
        <tr className={classes.toDo}>
          <td colSpan={6}>{line.to_do}</td>
        </tr>
      )}
    </>
  )
}
