import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type ContactLine, commands } from '@/host'
import { DataTable, EmptyState, LinkButton, PageFrame, Sign } from '@/kit'
import { CleanupLink } from './cleanup/CleanupLink'
import { contactColumns } from './columns'
import classes from './contacts.module.css'
import { ExportMenu } from './ExportMenu'

/** Long enough not to ask on every key, short enough to feel at once. */
const SETTLE_MS = 180

export function ContactsPage() {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), SETTLE_MS)
  return (
    <PageFrame
      title={t('contacts.title')}
      layout="flush"
      actions={
        <>
          <LinkButton to="/contacts/imports" variant="default">
            {t('imports.history.title')}
          </LinkButton>
          <CleanupLink />
          <ExportMenu />
          <ImportLink />
        </>
      }
    >
      <div className={classes.page}>
        <div className={classes.tools}>
          <TextInput
            type="search"
            aria-label={t('contacts.search')}
            placeholder={t('contacts.searchHint')}
            leftSection={<Sign name="search" size={15} />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <div className={classes.table}>
          <People search={search} onClear={() => setTyped('')} />
        </div>
      </div>
    </PageFrame>
  )
}

function ImportLink() {
  const { t } = useTranslation()
  return (
    <Button component={Link} to="/contacts/import">
      {t('contacts.import')}
    </Button>
  )
}

async function fetchPage(search: string, offset: number, limit: number) {
  const { total, lines } = await ask(commands.contactsPage({ search, offset, limit }))
  return { total, rows: lines }
}

function People({ search, onClear }: { search: string; onClear: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const open = ({ id }: ContactLine) => void navigate({ to: '/contacts/$id', params: { id: String(id) } })
  return (
    <DataTable
      label={t('contacts.list')}
      queryKey={['contacts', 'list', search]}
      fetchPage={(offset, limit) => fetchPage(search, offset, limit)}
      columns={contactColumns}
      rowId={({ id }) => String(id)}
      onOpen={open}
      empty={search === '' ? <Nobody /> : <NoMatch search={search} onClear={onClear} />}
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
      action={<ImportLink />}
    />
  )
}

function NoMatch({ search, onClear }: { search: string; onClear: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      kind="no-results"
      title={t('contacts.noResults.title', { search })}
      description={t('contacts.noResults.description')}
      action={
        <Button variant="default" onClick={onClear}>
          {t('contacts.noResults.clear')}
        </Button>
      }
    />
  )
}
