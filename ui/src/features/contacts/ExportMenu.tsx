import { Button, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { Problem, toastDone } from '@/kit'
import classes from './contacts.module.css'

/** The whole list as a file: for people to read, or for another program. */
export function ExportMenu() {
  const { t } = useTranslation()
  const saved = useMutation({
    mutationFn: (forPeople: boolean) => ask(commands.contactsExport(forPeople)),
    onSuccess: (path) => (path === null ? undefined : toastDone(t('contacts.export.done', { path }))),
  })
  return (
    <div className={classes.export}>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" loading={saved.isPending}>
            {t('contacts.export.open')}
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
