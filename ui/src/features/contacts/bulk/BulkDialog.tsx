import { Autocomplete } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type BulkDeed, type ChosenContacts, commands } from '@/host'
import { ConfirmDeed, Problem } from '@/kit'
import { useBulk } from './queries'

export type Asked = BulkDeed['kind']

interface BulkDialogProps {
  deed: Asked
  chosen: ChosenContacts
  onClose: () => void
  onDone: () => void
}

/** Says what a deed does to how many, and whether it can be taken back, before it is done. */
export function BulkDialog({ deed, chosen, onClose, onDone }: BulkDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const bulk = useBulk(onDone)
  const count = chosen.expected
  const named = deed === 'tag' || deed === 'untag'
  const grave = deed === 'suppress' || deed === 'erase'
  const tag = name.trim()
  return (
    <ConfirmDeed
      opened
      grave={grave}
      title={t(`contacts.bulk.title.${deed}`, { count })}
      deed={
        named && tag === ''
          ? t(`contacts.bulk.title.${deed}`, { count })
          : t(`contacts.bulk.deed.${deed}`, { count, tag })
      }
      busy={bulk.isPending}
      barred={named && tag === '' ? t('contacts.bulk.tagMissing') : undefined}
      onConfirm={() => bulk.mutate({ chosen, deed: named ? { kind: deed, name: tag } : { kind: deed } })}
      onClose={onClose}
    >
      {named ? <TagName name={name} onChange={setName} /> : null}
      <p>{t(`contacts.bulk.what.${deed}`)}</p>
      {bulk.isError ? <Problem thrown={bulk.error} /> : null}
    </ConfirmDeed>
  )
}

function TagName({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const { t } = useTranslation()
  const { tags = [] } =
    useQuery({ queryKey: ['contacts', 'choices'], queryFn: () => ask(commands.contactsChoices()) }).data ?? {}
  return (
    <Autocomplete
      data-autofocus
      openOnFocus={false}
      label={t('contacts.bulk.tagName')}
      data={tags}
      value={name}
      maxLength={60}
      onChange={onChange}
    />
  )
}
