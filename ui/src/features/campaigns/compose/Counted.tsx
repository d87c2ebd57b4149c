import { Button } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComposeView } from '@/host'
import { LoadingState, Notice, Panel, Problem, StatNumber } from '@/kit'
import spoken from '@/kit/spoken.module.css'
import classes from './Composer.module.css'
import { Phone } from './Phone'

interface CountedProps {
  /** There is no text yet. */
  empty: boolean
  view: ComposeView | undefined
  stale: boolean
  error: unknown
  onSpell: (body: string) => void
}

/** Alphabet, parts and cost for the real audience, and the text on real phones. */
export const Counted = memo(function Counted({ empty, view, stale, error, onSpell }: CountedProps) {
  const { t } = useTranslation()
  return (
    <>
      <Panel title={t('compose.count.title')}>
        {empty ? <p className={classes.note}>{t('compose.count.waiting')}</p> : null}
        {!empty && !view ? error ? <Problem thrown={error} /> : <LoadingState lines={4} /> : null}
        {view ? <Figures view={view} stale={stale} onSpell={onSpell} /> : null}
      </Panel>
      <Panel title={t('compose.phone.title')}>
        {view && view.previews.length > 0 ? (
          <Phone previews={view.previews} forced={view.culprits.map(({ character }) => character)} />
        ) : (
          <p className={classes.note}>{t(empty ? 'compose.count.waiting' : 'compose.phone.empty')}</p>
        )}
      </Panel>
    </>
  )
})

interface FiguresProps {
  view: ComposeView
  stale: boolean
  onSpell: (body: string) => void
}

function Figures({ view, stale, onSpell }: FiguresProps) {
  const { t } = useTranslation()
  const unicode = view.encoding === 'UCS-2'
  return (
    <div className={classes.figures}>
      <div className={classes.stats} aria-live="polite" aria-busy={stale}>
        <StatNumber label={t('compose.count.cost')} value={view.cost} stale={stale} />
        <StatNumber
          label={t('compose.count.parts')}
          value={view.parts}
          stale={stale}
          note={t('compose.count.partsNote', { count: view.messages })}
        />
      </div>
      <p className={classes.alphabet}>
        <span>{t('compose.count.encoding')}</span>{' '}
        <strong>{t(unicode ? 'compose.count.unicode' : 'compose.count.gsm')}</strong>
      </p>
      <Spread view={view} />
      {view.worst ? (
        <p className={classes.note}>
          {t('compose.count.worst', {
            who: view.worst.who,
            units: view.worst.units,
            count: view.worst.parts,
          })}
        </p>
      ) : null}
      {view.fallbacks > 0 ? (
        <p className={classes.note}>{t('compose.count.fallbacks', { count: view.fallbacks })}</p>
      ) : null}
      <Culprits view={view} stale={stale} onSpell={onSpell} />
    </div>
  )
}

function Spread({ view: { by_parts: spread, messages } }: { view: ComposeView }) {
  const { t } = useTranslation()
  if (spread.length === 0) return null
  return (
    <table className={classes.spread}>
      <caption className={spoken.only}>{t('compose.count.spread')}</caption>
      <tbody>
        {spread.map(({ parts, messages: texts }) => (
          <tr key={parts}>
            <th scope="row">{t('compose.count.each', { count: parts })}</th>
            <td className={classes.barCell}>
              <span
                className={classes.bar}
                style={{ width: `${messages > 0 ? (texts / messages) * 100 : 0}%` }}
              />
            </td>
            <td>{t('compose.count.texts', { count: texts })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Culprits({ view: { culprits, cheaper }, stale, onSpell }: FiguresProps) {
  const { t } = useTranslation()
  if (culprits.length === 0) return null
  return (
    <Notice tone="warn" title={t('compose.culprit.title', { count: culprits.length })}>
      <ul className={classes.culprits}>
        {culprits.map(({ character, code_point: code, position, cheaper: plain }) => (
          <li key={`${position}-${code}`}>
            <mark className={classes.forced}>{character}</mark>{' '}
            {t('compose.culprit.line', { code, position: position + 1 })},{' '}
            {plain ? t('compose.culprit.cheaper', { cheaper: plain }) : t('compose.culprit.none')}
          </li>
        ))}
      </ul>
      {cheaper ? (
        <Button size="xs" variant="default" mt={8} disabled={stale} onClick={() => onSpell(cheaper)}>
          {t('compose.culprit.fix')}
        </Button>
      ) : null}
    </Notice>
  )
}
