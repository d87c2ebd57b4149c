import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type ContactAsked, type ContactLine, commands } from '@/host'
import { DataTable, EmptyState, LinkButton } from '@/kit'
import { type Choice, chosenOf, isChosen, largestFirst, nobody, type Order, orders, toggled } from './asked'
import { BulkBar } from './bulk/BulkBar'
import { contactColumns } from './columns'

interface PeopleProps {
  asked: ContactAsked
  /** A filter leaves somebody out. */
  narrowed: boolean
  order: Order | undefined
  onOrder: (order: Order) => void
  onClear: () => void
}

async function fetchPage(asked: ContactAsked, offset: number, limit: number) {
  const { total, lines } = await ask(commands.contactsPage({ asked, offset, limit }))
  return { total, rows: lines }
}

/** Everybody who matches; some or all of them can be chosen for a deed. */
export function People({ asked, narrowed, order, onOrder, onClear }: PeopleProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  // Whoever was chosen belongs to what was asked; another question begins with nobody.
  const question = JSON.stringify([asked.search, asked.filter])
  const [held, hold] = useState({ question, choice: nobody })
  const choice = held.question === question ? held.choice : nobody
  const setChoice = (next: Choice) => hold({ question, choice: next })
  const [total, setTotal] = useState(0)
  const open = ({ id }: ContactLine) => void navigate({ to: '/contacts/$id', params: { id: String(id) } })
  return (
    <DataTable
      label={t('contacts.list')}
      queryKey={['contacts', 'list', asked]}
      fetchPage={async (offset, limit) => {
        const page = await fetchPage(asked, offset, limit)
        setTotal(page.total)
        return page
      }}
      columns={contactColumns}
      amounts={['orders', 'spent']}
      rowId={({ id }) => String(id)}
      onOpen={open}
      sorting={{
        by: Object.keys(orders),
        largestFirst,
        at: order,
        onSort: (id, descending) => onOrder({ id, descending }),
      }}
      choosing={{
        label: t('contacts.bulk.all'),
        count: chosenOf(choice, total),
        chosen: (id) => isChosen(choice, Number(id)),
        onToggle: (id) => setChoice(toggled(choice, Number(id))),
        onAll: (all) => setChoice({ all, ids: new Set() }),
      }}
      above={(all) => <BulkBar asked={asked} choice={choice} total={all} onChoice={setChoice} />}
      empty={
        asked.search === '' && !narrowed ? <Nobody /> : <NoMatch search={asked.search} onClear={onClear} />
      }
    />
  )
}

function Nobody() {
  const { t } = useTranslation()
  return (
    <EmptyState
      kind="first-use"
      title={t('contacts.empty.title')}
      description={t('contacts.empty.description')}
      action={<LinkButton to="/contacts/import">{t('contacts.import')}</LinkButton>}
    />
  )
}

function NoMatch({ search, onClear }: { search: string; onClear: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      kind="no-results"
      title={search === '' ? t('contacts.noResults.filtered') : t('contacts.noResults.title', { search })}
      description={t('contacts.noResults.description')}
      action={
        <Button variant="default" onClick={onClear}>
          {t('contacts.noResults.clear')}
        </Button>
      }
    />
  )
}
