import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './Check.module.css'

/** Pages outside the draft where something is mended. */
const pages = {
  settings: '/settings',
  senders: '/settings',
  contacts: '/contacts',
  cleanup: '/contacts/cleanup',
  wordings: '/settings/wordings',
  caps: '/settings',
} as const

/** Leads to where a check is put right: a page, or the part of the draft it speaks of. */
export function FixLink({ place, campaign }: { place: string; campaign: number }) {
  const { t } = useTranslation()
  const look = classes.link ?? ''
  if (place in pages) {
    const page = place as keyof typeof pages
    return (
      <Link
        to={pages[page]}
        search={page === 'senders' || page === 'caps' ? { at: page } : {}}
        className={look}
      >
        {t(`check.fixIn.${page}`)}
      </Link>
    )
  }
  return (
    <Link
      to="/campaigns/$id/edit"
      params={{ id: String(campaign) }}
      search={place === '' ? {} : { at: place }}
      className={look}
    >
      {t('check.fixIn.compose')}
    </Link>
  )
}
