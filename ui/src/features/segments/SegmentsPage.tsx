import { useTranslation } from 'react-i18next'
import { EmptyState, PageFrame } from '@/kit'

export function SegmentsPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('segments.title')}>
      <EmptyState
        kind="first-use"
        title={t('segments.empty.title')}
        description={t('segments.empty.description')}
      />
    </PageFrame>
  )
}
