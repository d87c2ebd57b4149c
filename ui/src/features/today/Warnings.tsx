import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton, Notice, Panel, type Tone } from '@/kit'
import classes from './today.module.css'
import type { Warning } from './warnings'

interface Said {
  tone: Tone
  title: string
  why?: ReactNode
  to: '/settings' | '/settings/twilio' | '/doubts' | '/inbox'
  action: string
}

export function Warnings({ warnings }: { warnings: Warning[] }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('today.warnings.title')}>
      {warnings.length === 0 ? <p className={classes.none}>{t('today.warnings.none')}</p> : null}
      <ul className={classes.list}>
        {warnings.map((warning) => (
          <li key={warning.kind === 'halted' ? warning.address : warning.kind}>
            <One warning={warning} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function One({ warning }: { warning: Warning }) {
  const { tone, title, why, to, action } = useSaid(warning)
  return (
    <Notice
      tone={tone}
      title={title}
      action={
        <LinkButton to={to} variant="default" size="xs">
          {action}
        </LinkButton>
      }
    >
      {why}
    </Notice>
  )
}

function useSaid(warning: Warning): Said {
  const { t } = useTranslation()
  switch (warning.kind) {
    case 'halted':
      return {
        tone: 'bad',
        title: t('today.warnings.halted', { address: warning.address }),
        why: `${warning.message} ${warning.hint}`,
        to: '/settings',
        action: t('today.warnings.haltedAction'),
      }
    case 'inDoubt':
      return {
        tone: 'warn',
        title: t('today.warnings.inDoubt', { count: warning.count }),
        why: t('today.warnings.inDoubtWhy'),
        to: '/doubts',
        action: t('today.warnings.inDoubtAction'),
      }
    case 'noSender':
      return {
        tone: 'warn',
        title: t('today.warnings.noSender'),
        why: t('today.warnings.noSenderWhy'),
        to: '/settings/twilio',
        action: t('today.warnings.noSenderAction'),
      }
    case 'replies':
      return {
        tone: 'info',
        title: t('today.warnings.replies', { count: warning.count }),
        to: '/inbox',
        action: t('today.warnings.repliesAction'),
      }
  }
}
