import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFields, useSegments } from '@/features/segments/queries'
import { stageQuery } from '@/host'
import { Answered, LinkButton, Notice, PageFrame } from '@/kit'
import { useCampaign, useSenders } from '../queries'
import { Composer } from './Composer'
import { type Draft, draftOf, newDraft } from './draft'

/** Writing a new campaign and changing a draft are one page: the first save only gives it an address. */
export function ComposerPage() {
  const { id } = useParams({ from: '/campaigns/$id/edit' })
  const navigate = useNavigate()
  const [session, setSession] = useState({ at: 0, made: '', arrived: false })
  // "New campaign" was asked for while a draft begun here was open: begin afresh.
  if (id === 'new' && session.arrived) setSession({ at: session.at + 1, made: '', arrived: false })
  if (id === session.made && !session.arrived) setSession({ ...session, arrived: true })
  const onMade = useCallback(
    (made: number) => {
      setSession((was) => ({ ...was, made: String(made) }))
      void navigate({ to: '/campaigns/$id/edit', params: { id: String(made) }, replace: true })
    },
    [navigate],
  )
  return id === 'new' || id === session.made ? (
    <NewCampaign key={session.at} onMade={onMade} />
  ) : (
    <SavedCampaign key={id} id={Number(id)} />
  )
}

function NewCampaign({ onMade }: { onMade: (id: number) => void }) {
  const { t } = useTranslation()
  const senders = useSenders()
  const stage = useQuery(stageQuery)
  if (senders.data && stage.data) {
    const shop = stage.data.stage === 'open' ? stage.data.shop : undefined
    return <WithAudience begun={newDraft(shop, senders.data)} id={undefined} onMade={onMade} />
  }
  return (
    <PageFrame title={t('compose.newTitle')}>
      <Answered query={senders}>{() => <Answered query={stage}>{() => null}</Answered>}</Answered>
    </PageFrame>
  )
}

function SavedCampaign({ id }: { id: number }) {
  const { t } = useTranslation()
  const campaign = useCampaign(id)
  const stay = useCallback(() => undefined, [])
  if (campaign.data?.line.state === 'draft')
    return <WithAudience begun={draftOf(campaign.data)} id={id} onMade={stay} />
  return (
    <PageFrame title={campaign.data?.line.name ?? t('compose.untitled')}>
      <Answered query={campaign}>
        {() => (
          <Notice
            tone="info"
            title={t('compose.approvedTitle')}
            action={
              <LinkButton to="/campaigns/$id" params={{ id: String(id) }} size="xs">
                {t('compose.watch')}
              </LinkButton>
            }
          >
            {t('compose.approvedText')}
          </Notice>
        )}
      </Answered>
    </PageFrame>
  )
}

interface WithAudienceProps {
  begun: Draft
  id: number | undefined
  onMade: (id: number) => void
}

/** The composer begins once what it chooses from is known; later answers do not touch what is being written. */
function WithAudience({ begun, id, onMade }: WithAudienceProps) {
  const { t } = useTranslation()
  const { at } = useSearch({ from: '/campaigns/$id/edit' })
  const fields = useFields()
  const segments = useSegments()
  const senders = useSenders()
  if (fields.data && segments.data && senders.data) {
    const choices = { fields: fields.data, segments: segments.data, senders: senders.data }
    return <Composer begun={begun} at={at} id={id} choices={choices} onMade={onMade} />
  }
  return (
    <PageFrame title={begun.name || t('compose.newTitle')}>
      <Answered query={fields}>
        {() => (
          <Answered query={segments}>{() => <Answered query={senders}>{() => null}</Answered>}</Answered>
        )}
      </Answered>
    </PageFrame>
  )
}
