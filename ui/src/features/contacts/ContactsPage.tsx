import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { LinkButton, PageFrame, Sign } from '@/kit'
import { asking, everyone, filtered, type Order } from './asked'
import { CleanupLink } from './cleanup/CleanupLink'
import classes from './contacts.module.css'
import { ExportMenu } from './ExportMenu'
import { Filters } from './Filters'
import { People } from './People'

/** Long enough not to ask on every key, short enough to feel at once. */
const SETTLE_MS = 120

export function ContactsPage() {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), SETTLE_MS)
  const [filter, setFilter] = useState(everyone)
  const [order, setOrder] = useState<Order>()
  useWarmth()
  const clear = () => {
    setTyped('')
    setFilter(everyone)
  }
  const asked = asking(search, filter, order)
  return (
    <PageFrame title={t('contacts.title')} layout="flush" actions={<Actions />}>
      <div className={classes.page}>
        <div className={classes.tools}>
          <TextInput
            type="search"
            className={classes.search ?? ''}
            aria-label={t('contacts.search')}
            placeholder={t('contacts.searchHint')}
            leftSection={<Sign name="search" size={15} />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Filters filter={filter} onChange={setFilter} />
        </div>
        <div className={classes.table}>
          <People
            asked={asked}
            narrowed={filtered(filter) > 0}
            order={order}
            onOrder={setOrder}
            onClear={clear}
          />
        </div>
      </div>
    </PageFrame>
  )
}

/** Has the core read the names before the first letter is typed. */
function useWarmth() {
  useQuery({
    queryKey: ['contacts', 'warm'],
    queryFn: () => ask(commands.contactsWarm()),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

function Actions() {
  const { t } = useTranslation()
  return (
    <>
      <LinkButton to="/contacts/imports" variant="default">
        {t('imports.history.title')}
      </LinkButton>
      <CleanupLink />
      <ExportMenu />
      <Button component={Link} to="/contacts/import">
        {t('contacts.import')}
      </Button>
    </>
  )
}
