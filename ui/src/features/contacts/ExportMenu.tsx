import { Button, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, type ChosenContacts, commands } from '@/host'
import { Problem, toastDone } from '@/kit'
import classes from './contacts.module.css'

/** The list, or those chosen, as a file: for people to read, or for another program. */
export function ExportMenu({
  chosen = null,
  size = 'sm',
}: {
  chosen?: ChosenContacts | null
  size?: 'xs' | 'sm'
}) {
  const { t } = useTranslation()
  const saved = useMutation({
    mutationFn: (forPeople: boolean) => ask(commands.contactsExport(forPeople, chosen)),
    onSuccess: (path) => (path === null ? undefined : toastDone(t('contacts.export.done', { path }))),
  })
  return (
    <div className={classes.export}>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" size={size} loading={saved.isPending}>
            {t(chosen === null ? 'contacts.export.open' : 'contacts.export.openChosen')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {([true, false] as const).map((forPeople) => (
            <Menu.Item key={String(forPeople)} onClick={() => saved.mutate(forPeople)}>
              {t(forPeople ? 'contacts.export.people' : 'contacts.export.machines')}
              <span className={classes.hint}>
                {t(forPeople ? 'contacts.export.peopleHint' : 'contacts.export.machinesHint')}
              </span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {saved.isError ? <Problem thrown={saved.error} /> : null}
    </div>
  )
}
