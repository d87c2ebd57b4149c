import { useTranslation } from 'react-i18next'
import type { TextView } from '@/host'
import { formatMoment } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './contacts.module.css'

/** Texts both ways, newest first; always shown as plain text. */
export function Texts({ texts }: { texts: TextView[] }) {
  const { t } = useTranslation()
  if (texts.length === 0) return <p className={classes.none}>{t('contacts.person.textsNone')}</p>
  return (
    <ul className={classes.texts}>
      {texts.map((text) => (
        <li key={`${text.at}-${text.inbound}-${text.body}`} data-inbound={text.inbound}>
          <p>{text.body}</p>
          <Under text={text} />
        </li>
      ))}
    </ul>
  )
}

function Under({ text: { inbound, at, campaign, state, reason } }: { text: TextView }) {
  const { t } = useTranslation()
  const who = inbound ? t('contacts.person.theyWrote') : campaign || t('contacts.person.weWrote')
  const verdict = inbound
    ? state === 'none' || state === ''
      ? ''
      : worded('inbox.verdict', state)
    : worded('campaigns.message', state)
  const why = inbound || reason === '' ? '' : worded('reach.reason', reason)
  return (
    <span className={classes.small}>
      {[who, formatMoment(at), verdict, why].filter((words) => words !== '').join(' · ')}
    </span>
  )
}
