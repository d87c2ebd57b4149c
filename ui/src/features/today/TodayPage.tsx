import { useTranslation } from 'react-i18next'
import { EmptyState, PageFrame } from '@/kit'

export function TodayPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('today.title')}>
      <EmptyState
        kind="first-use"
        title={t('today.empty.title')}
        description={t('today.empty.description')}
      />
    </PageFrame>
  )
}
