import { Autocomplete, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type ContactLine, commands } from '@/host'
import { Problem, Sign } from '@/kit'
import { asking, everyone } from './asked'
import { useBulk } from './bulk/queries'
import classes from './contacts.module.css'

/** The tags a person wears: taken off by their button, put on by a word. */
export function Tags({ line }: { line: ContactLine }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const bulk = useBulk(() => setName(''))
  const { tags = [] } =
    useQuery({ queryKey: ['contacts', 'choices'], queryFn: () => ask(commands.contactsChoices()) }).data ?? {}
  const chosen = { asked: asking('', everyone, undefined), all: false, ids: [line.id], expected: 1 }
  const put = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') bulk.mutate({ chosen, deed: { kind: 'tag', name: name.trim() } })
  }
  return (
    <>
      <ul className={classes.tags} aria-label={t('contacts.column.tags')}>
        {line.tags.map((tag) => (
          <li key={tag}>
            <span>{tag}</span>
            <button
              type="button"
              aria-label={t('contacts.tags.off', { tag })}
              disabled={bulk.isPending}
              onClick={() => bulk.mutate({ chosen, deed: { kind: 'untag', name: tag } })}
            >
              <Sign name="cross" size={12} />
            </button>
          </li>
        ))}
        {line.tags.length === 0 ? <li className={classes.none}>{t('contacts.tags.none')}</li> : null}
      </ul>
      <form className={classes.putTag} onSubmit={put}>
        <Autocomplete
          size="xs"
          aria-label={t('contacts.tags.name')}
          placeholder={t('contacts.tags.name')}
          data={tags.filter((tag) => !line.tags.includes(tag))}
          value={name}
          maxLength={60}
          onChange={setName}
        />
        <Button type="submit" size="xs" variant="default" loading={bulk.isPending}>
          {t('contacts.tags.put')}
        </Button>
      </form>
      {bulk.isError ? <Problem thrown={bulk.error} /> : null}
    </>
  )
}
