import { Button, PasswordInput, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { formatMoment, Problem } from '@/kit'
import classes from './doors.module.css'
import { useMove } from './useMove'

/** On the recovery page: the shop as a whole backup has it. Nothing is shown where there is none. */
export function FromBackup() {
  const { t } = useTranslation()
  const { data } = useQuery({ queryKey: ['settings', 'backups'], queryFn: () => ask(commands.backupsList()) })
  const [picked, setPicked] = useState<string | null>(null)
  const [secret, setSecret] = useState('')
  const restored = useMove((id: string) => commands.storeRestore(id, secret))
  const whole = data?.backups.filter(({ state }) => state === 'good') ?? []
  const id = picked ?? whole[0]?.id
  if (id === undefined) return null
  const onSubmit = (event: React.FormEvent) => {
    event.preventDefault()
    restored.mutate(id)
  }
  return (
    <form className={classes.sheet} onSubmit={onSubmit}>
      <h2>{t('backups.recovery.title')}</h2>
      <p>{t('backups.recovery.lead')}</p>
      <Select
        label={t('backups.recovery.pick')}
        allowDeselect={false}
        value={id}
        onChange={setPicked}
        data={whole.map((one) => ({
          value: one.id,
          label: t('backups.recovery.line', { when: formatMoment(one.taken_at), count: one.contacts }),
        }))}
      />
      <PasswordInput
        label={t('backups.recovery.secret')}
        description={t('backups.recovery.secretHint')}
        autoComplete="current-password"
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      {restored.isError ? <Problem thrown={restored.error} /> : null}
      <p className={classes.hint}>{t('backups.afterwards')}</p>
      <div className={classes.actions}>
        <Button type="submit" loading={restored.isPending}>
          {t('backups.recovery.deed')}
        </Button>
      </div>
    </form>
  )
}
