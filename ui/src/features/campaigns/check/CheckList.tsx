import { useTranslation } from 'react-i18next'
import type { CheckLine } from '@/host'
import { Panel, StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'
import { BesideTexts } from './BesideTexts'
import classes from './Check.module.css'
import { FixLink } from './FixLink'
import { Respell } from './Respell'

const tones: Record<string, Tone> = { block: 'bad', warn: 'warn', pass: 'good' }
const order = ['block', 'warn', 'pass'] as const

/** Blocks first, then warnings, then what is in order. */
export function CheckList({ checks, campaign }: { checks: CheckLine[]; campaign: number }) {
  const { t } = useTranslation()
  const other = checks.filter(({ verdict }) => !(verdict in tones))
  return (
    <>
      {order.map((verdict) => (
        <Group
          key={verdict}
          title={t(`check.group.${verdict}`)}
          checks={checks.filter((one) => one.verdict === verdict)}
          campaign={campaign}
        />
      ))}
      <Group title={t('check.group.other')} checks={other} campaign={campaign} />
    </>
  )
}

function Group({ title, checks, campaign }: { title: string; checks: CheckLine[]; campaign: number }) {
  if (checks.length === 0) return null
  return (
    <Panel title={title}>
      <ul className={classes.checks}>
        {checks.map((check) => (
          <Line key={check.id} check={check} campaign={campaign} />
        ))}
      </ul>
    </Panel>
  )
}

function Line({ check, campaign }: { check: CheckLine; campaign: number }) {
  const passes = check.verdict === 'pass'
  return (
    <li className={classes.check}>
      <div className={classes.verdict}>
        <StateBadge tone={tones[check.verdict] ?? 'idle'}>
          {worded('check.verdict', check.verdict)}
        </StateBadge>
      </div>
      <div className={classes.words}>
        <strong>{worded('check.name', check.id)}</strong>
        <p>{check.evidence}</p>
        {check.beside ? <BesideTexts beside={check.beside} /> : null}
        {check.fix && !passes ? (
          <p className={classes.fix}>
            {check.fix} <FixLink place={check.fix_in} campaign={campaign} />
          </p>
        ) : null}
        {check.deed === 'respell' ? <Respell campaign={campaign} /> : null}
      </div>
    </li>
  )
}
