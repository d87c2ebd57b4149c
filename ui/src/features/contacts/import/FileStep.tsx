import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { LoadingState, Problem, Sign, WizardFrame } from '@/kit'
import classes from './import.module.css'
import { useSteps } from './steps'

interface FileStepProps {
  onPicked: (path: string) => void
  /** A file is being read. */
  reading?: boolean
  /** Why the file on hand cannot be used. */
  refused?: ReactNode
}

/** Where the file comes from: the picker, or dropped on the window. */
export function FileStep({ onPicked, reading = false, refused }: FileStepProps) {
  const { t } = useTranslation()
  const steps = useSteps()
  const pick = useMutation({
    mutationFn: () => ask(commands.importPick()),
    onSuccess: (path) => (path === null ? undefined : onPicked(path)),
  })
  return (
    <WizardFrame label={t('imports.steps')} steps={steps} at={0}>
      <div className={classes.step}>
        <p>{t('imports.file.lead')}</p>
        {refused}
        {pick.isError ? <Problem thrown={pick.error} /> : null}
        {reading ? (
          <LoadingState label={t('imports.file.reading')} />
        ) : (
          <div className={classes.target}>
            <Sign name="file" size={30} />
            <strong>{t('imports.file.drop')}</strong>
            <span>{t('imports.file.or')}</span>
            <Button loading={pick.isPending} onClick={() => pick.mutate()}>
              {refused ? t('imports.file.pickOther') : t('imports.file.pick')}
            </Button>
          </div>
        )}
        <p className={classes.hint}>{t('imports.file.safe')}</p>
      </div>
    </WizardFrame>
  )
}
