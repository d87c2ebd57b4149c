import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answered, EmptyState, LinkButton, PageFrame } from '@/kit'
import { useFields, useSegments } from './queries'
import { EVERYONE } from './rule/tree'
import { SegmentEditor } from './SegmentEditor'

export function NewSegmentPage() {
  const { t } = useTranslation()
  const fields = useFields()
  return fields.data ? (
    <SegmentEditor key="new" saved={undefined} rule={EVERYONE} fields={fields.data} />
  ) : (
    <PageFrame title={t('segments.newTitle')}>
      <Answered query={fields}>{() => null}</Answered>
    </PageFrame>
  )
}

export function SegmentPage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/segments/$id' })
  const fields = useFields()
  const segments = useSegments()
  const saved = segments.data?.find((one) => String(one.id) === id)
  if (saved && fields.data) {
    return <SegmentEditor key={saved.id} saved={saved} rule={saved.rule} fields={fields.data} />
  }
  return (
    <PageFrame title={t(segments.data ? 'segments.lostTitle' : 'segments.title')}>
      <Answered query={segments}>
        {() => <Answered query={fields}>{() => (saved ? null : <Lost />)}</Answered>}
      </Answered>
    </PageFrame>
  )
}

function Lost() {
  const { t } = useTranslation()
  return (
    <EmptyState
      kind="no-results"
      title={t('segments.lostTitle')}
      description={t('segments.lostText')}
      action={<LinkButton to="/segments">{t('segments.backToList')}</LinkButton>}
    />
  )
}
