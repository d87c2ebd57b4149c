import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands, type ScopeState, type StateOn as State } from '@/host'
import { Answered, formatDay, StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './contacts.module.css'

/** "What was the state on this date, and how do we know?" Today where no date is chosen. */
export function StateOn({ id }: { id: number }) {
  const { t } = useTranslation()
  const [day, setDay] = useState('')
  const query = useQuery({
    queryKey: ['contacts', 'state', id, day],
    queryFn: () => ask(commands.contactStateOn(id, day)),
  })
  return (
    <div className={classes.stateOn}>
      <TextInput
        type="date"
        label={t('contacts.state.day')}
        description={t('contacts.state.dayHint')}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Answered query={query} lines={3}>
        {(state) => <Told state={state} />}
      </Answered>
    </div>
  )
}

function Told({ state }: { state: State }) {
  const { t } = useTranslation()
  return (
    <>
      {state.suppressed ? (
        <p className={classes.stateLine}>
          <StateBadge tone="bad">{t('contacts.consent.suppressed')}</StateBadge>
          {t('contacts.state.suppressed', { when: formatDay(state.suppressed_since) })}
        </p>
      ) : null}
      <ul className={classes.states}>
        {state.scopes.map((one) => (
          <Scope key={one.scope} one={one} />
        ))}
      </ul>
    </>
  )
}

const tones: Record<string, Tone> = { agreed: 'good', revoked: 'bad', expired: 'warn' }

function Scope({ one }: { one: ScopeState }) {
  const { t } = useTranslation()
  const known = [
    one.since === '' ? '' : t('contacts.state.since', { when: formatDay(one.since) }),
    one.until === ''
      ? ''
      : t(`contacts.state.${one.holds ? 'until' : 'ended'}`, { when: formatDay(one.until) }),
    one.entry === 0 ? '' : t('contacts.state.entry', { seq: one.entry }),
    one.learnt_later ? t('contacts.state.later') : '',
  ]
  return (
    <li className={classes.stateLine}>
      <StateBadge tone={tones[one.why] ?? 'idle'}>{worded('contacts.state.why', one.why)}</StateBadge>
      <span>{worded('contacts.scope', one.scope)}</span>
      <span className={classes.small}>{known.filter((words) => words !== '').join(' · ')}</span>
    </li>
  )
}
