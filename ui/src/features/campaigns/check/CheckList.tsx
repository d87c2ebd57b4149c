import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CheckLine } from '@/host'
import { Panel, StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './Check.module.css'

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
        {check.fix && !passes ? (
          <p className={classes.fix}>
            {check.fix} <FixLinks id={check.id} campaign={campaign} />
          </p>
        ) : null}
      </div>
    </li>
  )
}

/** Where a check is put right: mostly in the draft, which is also where an unknown check leads. */
const places: Record<string, ('compose' | 'settings' | 'contacts')[]> = {
  registration: ['settings'],
  sender: ['compose', 'settings'],
  audience: ['compose', 'contacts'],
}

function FixLinks({ id, campaign }: { id: string; campaign: number }) {
  const { t } = useTranslation()
  const look = classes.link ?? ''
  return (places[id] ?? ['compose']).map((place) =>
    place === 'compose' ? (
      <Link key={place} to="/campaigns/$id/edit" params={{ id: String(campaign) }} className={look}>
        {t('check.fixIn.compose')}
      </Link>
    ) : (
      <Link key={place} to={`/${place}`} className={look}>
        {t(`check.fixIn.${place}`)}
      </Link>
    ),
  )
}
