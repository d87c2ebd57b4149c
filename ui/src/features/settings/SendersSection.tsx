import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SenderView } from '@/host'
import { Answered, EmptyState, FormActions, FormSection, Problem } from '@/kit'
import { useCards, useSenders } from './queries'
import { SenderCard } from './SenderCard'
import classes from './settings.module.css'

export function SendersSection() {
  const { t } = useTranslation()
  const query = useSenders()
  return (
    <div className={classes.senders}>
      <FormSection title={t('settings.senders.title')} lead={t('settings.senders.lead')}>
        <Answered query={query} lines={3}>
          {(senders) => <Senders senders={senders} />}
        </Answered>
      </FormSection>
      {query.data !== undefined && query.data.length > 0 ? (
        <FormActions>
          <Add />
        </FormActions>
      ) : null}
    </div>
  )
}

function Add() {
  const { t } = useTranslation()
  return (
    <Button component={Link} to="/settings/twilio" variant="default">
      {t('settings.senders.add')}
    </Button>
  )
}

function Senders({ senders }: { senders: SenderView[] }) {
  const { t } = useTranslation()
  const cards = useCards()
  const cardOf = (id: number) => cards.data?.find((card) => card.id === id)
  if (senders.length > 0) {
    return (
      <>
        {cards.isError ? <Problem thrown={cards.error} onRetry={() => void cards.refetch()} /> : null}
        {senders.map((sender) => (
          <SenderCard key={sender.id} sender={sender} card={cardOf(sender.id)} />
        ))}
      </>
    )
  }
  return (
    <EmptyState
      kind="first-use"
      title={t('settings.senders.none')}
      description={t('settings.senders.noneWhy')}
      action={<Add />}
    />
  )
}
