import { useTranslation } from 'react-i18next'
import { useCleanup } from '@/features/contacts/cleanup/queries'
import { LinkButton, Notice } from '@/kit'
import classes from './today.module.css'

/** Imported lists that look bought: nobody on them is texted until the owner answers. */
export function HeldLists() {
  const { t } = useTranslation()
  const count = useCleanup().data?.lists.filter(({ answered_at }) => answered_at === '').length ?? 0
  if (count === 0) return null
  return (
    <div className={classes.held}>
      <Notice
        tone="warn"
        title={t('today.list.held', { count })}
        action={
          <LinkButton to="/contacts/cleanup" search={{ kind: 'bought_list' }} variant="default" size="xs">
            {t('today.list.heldAction')}
          </LinkButton>
        }
      >
        {t('today.list.heldWhy')}
      </Notice>
    </div>
  )
}

/** One quiet line: how much the list could be tidied. */
export function Tidy() {
  const { t } = useTranslation()
  const count = useCleanup().data?.findings.length ?? 0
  if (count === 0) return null
  return (
    <p className={classes.tidy}>
      {t('today.list.tidy', { count })}
      <LinkButton to="/contacts/cleanup" variant="subtle" size="xs">
        {t('today.list.tidyAction')}
      </LinkButton>
    </p>
  )
}
