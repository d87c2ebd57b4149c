import { useTranslation } from 'react-i18next'
import { EmptyState, PageFrame } from '@/kit'

export function HealthPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('health.title')}>
      <EmptyState
        kind="first-use"
        title={t('health.empty.title')}
        description={t('health.empty.description')}
      />
    </PageFrame>
  )
}
