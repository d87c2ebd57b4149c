import { useTranslation } from 'react-i18next'
import { EmptyState, PageFrame } from '@/kit'

export function CampaignsPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('campaigns.title')}>
      <EmptyState
        kind="first-use"
        title={t('campaigns.empty.title')}
        description={t('campaigns.empty.description')}
      />
    </PageFrame>
  )
}
