import { useTranslation } from 'react-i18next'
import { LinkButton } from '@/kit'
import { useCleanup } from './queries'

/** The way to the clean-up; quietly says how many findings wait there. */
export function CleanupLink() {
  const { t } = useTranslation()
  const count = useCleanup().data?.findings.length ?? 0
  return (
    <LinkButton to="/contacts/cleanup" variant="default">
      {count === 0 ? t('cleanup.open') : t('cleanup.waits', { count })}
    </LinkButton>
  )
}
