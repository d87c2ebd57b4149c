import { useTranslation } from 'react-i18next'
import { EmptyState, PageFrame } from '@/kit'

export function InboxPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('inbox.title')}>
      <EmptyState
        kind="first-use"
        title={t('inbox.empty.title')}
        description={t('inbox.empty.description')}
      />
    </PageFrame>
  )
}
