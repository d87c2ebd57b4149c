import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commands } from '@/host'
import { Problem } from '@/kit'
import { DoorFrame } from './DoorFrame'
import classes from './doors.module.css'
import { useMove } from './useMove'

export function LockedPage() {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const unlocked = useMove((words: string) => commands.storeUnlock(words))
  const onSubmit = (event: React.FormEvent) => {
    event.preventDefault()
    if (passphrase !== '') unlocked.mutate(passphrase)
  }
  return (
    <DoorFrame title={t('doors.locked.title')} lead={t('doors.locked.lead')}>
      <form className={classes.sheet} onSubmit={onSubmit}>
        <PasswordInput
          label={t('doors.locked.passphrase')}
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {unlocked.isError ? <Problem thrown={unlocked.error} /> : null}
        <div className={classes.actions}>
          <Button type="submit" loading={unlocked.isPending} disabled={passphrase === ''}>
            {t('doors.locked.deed')}
          </Button>
        </div>
      </form>
    </DoorFrame>
  )
}
