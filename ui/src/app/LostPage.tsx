import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState, PageFrame } from '@/kit'

export function LostPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('app.lost.title')}>
      <EmptyState
        kind="no-results"
        title={t('app.lost.title')}
        description={t('app.lost.description')}
        action={
          <Button component={Link} to="/">
            {t('app.lost.home')}
          </Button>
        }
      />
    </PageFrame>
  )
}
