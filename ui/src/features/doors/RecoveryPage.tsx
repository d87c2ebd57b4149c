import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commands, type Problem as Words } from '@/host'
import { Notice, Problem } from '@/kit'
import { DoorFrame } from './DoorFrame'
import classes from './doors.module.css'
import { FromBackup } from './FromBackup'
import { useMove } from './useMove'

/** A store that is there but cannot be opened. Nothing here can make a new one. */
export function RecoveryPage({ problem, kitHelps }: { problem: Words; kitHelps: boolean }) {
  const { t } = useTranslation()
  const again = useMove(() => commands.storeRetry())
  return (
    <DoorFrame title={t('doors.recovery.title')}>
      <div className={classes.sheet}>
        <Problem thrown={again.error ?? problem} />
        <Notice tone="info" title={t('doors.recovery.safe')}>
          {t('doors.recovery.safeWhy')}
        </Notice>
        {kitHelps ? null : <p className={classes.hint}>{t('doors.recovery.noKit')}</p>}
        <div className={classes.actions}>
          <Button
            variant={kitHelps ? 'default' : 'filled'}
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {t('doors.recovery.retry')}
          </Button>
        </div>
      </div>
      {kitHelps ? <WithKit /> : null}
      <FromBackup />
    </DoorFrame>
  )
}

function WithKit() {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const opened = useMove((words: string) => commands.storeRecover(words))
  const onSubmit = (event: React.FormEvent) => {
    event.preventDefault()
    opened.mutate(code)
  }
  return (
    <form className={classes.sheet} onSubmit={onSubmit}>
      <h2>{t('doors.recovery.kitTitle')}</h2>
      <Textarea
        className={classes.code ?? ''}
        label={t('doors.recovery.code')}
        description={t('doors.recovery.codeHint')}
        rows={3}
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {opened.isError ? <Problem thrown={opened.error} /> : null}
      <div className={classes.actions}>
        <Button type="submit" loading={opened.isPending} disabled={code.trim() === ''}>
          {t('doors.recovery.deed')}
        </Button>
      </div>
    </form>
  )
}
