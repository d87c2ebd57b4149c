import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commands } from '@/host'
import { Problem, Sign } from '@/kit'
import { DoorFrame } from './DoorFrame'
import classes from './doors.module.css'
import { SetupPage } from './SetupPage'
import { useMove } from './useMove'

interface DoorsProps {
  keychain: boolean
  practiceExists: boolean
  /** A shop was just made: its recovery kit can be offered. */
  onMade: () => void
}

/** First run: a shop of one's own, or the practice shop. */
export function DoorsPage({ keychain, practiceExists, onMade }: DoorsProps) {
  const { t } = useTranslation()
  const [settingUp, setSettingUp] = useState(false)
  const practice = useMove(() => commands.practiceOpen())
  if (settingUp) return <SetupPage keychain={keychain} onMade={onMade} onBack={() => setSettingUp(false)} />
  return (
    <DoorFrame title={t('doors.title')} lead={t('doors.lead')} wide>
      {practice.isError ? (
        <div className={classes.failed}>
          <Problem thrown={practice.error} />
        </div>
      ) : null}
      <div className={classes.doors}>
        <section className={classes.door}>
          <h2>
            <Sign name="bell" />
            {t('doors.setup.door')}
          </h2>
          <p>{t('doors.setup.what')}</p>
          <Button disabled={practice.isPending} onClick={() => setSettingUp(true)}>
            {t('doors.setup.door')}
          </Button>
        </section>
        <section className={classes.door}>
          <h2>
            <Sign name="people" />
            {t('doors.practice.door')}
          </h2>
          <p>{t('doors.practice.what')}</p>
          <Button variant="default" loading={practice.isPending} onClick={() => practice.mutate()}>
            {practiceExists ? t('doors.practice.doorAgain') : t('doors.practice.door')}
          </Button>
        </section>
      </div>
      <p className={classes.hint} role="status">
        {practice.isPending && !practiceExists ? t('doors.practice.busy') : null}
      </p>
    </DoorFrame>
  )
}
