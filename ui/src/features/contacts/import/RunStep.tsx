import { Button, VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportCounts } from '@/host'
import { formatShare, Meter, Notice, Problem, WizardFrame } from '@/kit'
import { SaveRejects } from '../imports/SaveRejects'
import { TakeBack } from '../imports/TakeBack'
import { Counts } from './Counts'
import classes from './import.module.css'
import { stepAt, useSteps } from './steps'
import type { Committing } from './useCommit'

interface RunStepProps {
  commit: Committing
  onBack: () => void
  onOther: () => void
}

/** The import while it runs, and how it ended. */
export function RunStep({ commit, onBack, onOther }: RunStepProps) {
  const { t } = useTranslation()
  const steps = useSteps()
  return (
    <WizardFrame
      label={t('imports.steps')}
      steps={steps}
      at={stepAt('run')}
      footer={<Footer commit={commit} onBack={onBack} onOther={onOther} />}
    >
      <div className={classes.step}>
        {commit.running ? <Progress commit={commit} /> : null}
        {commit.counts ? <Result counts={commit.counts} onOther={onOther} /> : null}
        {commit.error && !commit.running ? <Ended commit={commit} /> : null}
      </div>
    </WizardFrame>
  )
}

/** Read aloud at each tenth only. */
const tenth = (permille: number) => Math.floor(permille / 100) / 10

function Progress({ commit: { progress } }: { commit: Committing }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={classes.progress}>
        <Meter label={t('imports.running.title')} value={Math.floor(progress.permille / 10)} total={100} />
      </div>
      <p>{t('imports.running.rows', { count: progress.rows })}</p>
      <p className={classes.hint}>{t('imports.running.hint')}</p>
      <VisuallyHidden role="status">
        {t('imports.running.title')} {formatShare(tenth(progress.permille))}
      </VisuallyHidden>
    </>
  )
}

function Result({ counts, onOther }: { counts: ImportCounts; onOther: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Notice tone="good" title={t('imports.result.lead')} />
      <Counts counts={counts} />
      {typeof counts.id === 'number' ? <Back id={counts.id} counts={counts} onOther={onOther} /> : null}
    </>
  )
}

function Ended({ commit }: { commit: Committing }) {
  const { t } = useTranslation()
  if (commit.cancelled) {
    return (
      <div role="status">
        <Notice tone="info" title={t('imports.running.cancelled')}>
          {t('imports.running.cancelledWhy')}
        </Notice>
      </div>
    )
  }
  return (
    <>
      <Problem thrown={commit.error} />
      <p>{t('imports.running.failed')}</p>
    </>
  )
}

/** The way back, and the rows to mend, right after the import. */
function Back({ id, counts, onOther }: { id: number; counts: ImportCounts; onOther: () => void }) {
  const { t } = useTranslation()
  const name = t('imports.result.thisImport')
  return (
    <div className={classes.deeds}>
      <TakeBack id={id} fileName={name} created={counts.created} onDone={onOther} />
      {counts.rejected > 0 ? <SaveRejects id={id} fileName={name} /> : null}
    </div>
  )
}

function Footer({ commit, onBack, onOther }: RunStepProps) {
  const { t } = useTranslation()
  if (commit.running) {
    return (
      <Button variant="default" loading={commit.cancelling} onClick={commit.cancel}>
        {t('imports.running.cancel')}
      </Button>
    )
  }
  if (commit.counts === undefined) {
    return (
      <Button variant="default" onClick={onBack}>
        {t('kit.back')}
      </Button>
    )
  }
  return (
    <>
      <Button variant="default" onClick={onOther}>
        {t('imports.result.another')}
      </Button>
      <Button component={Link} to="/contacts" variant="default">
        {t('imports.result.contacts')}
      </Button>
      <Button component={Link} to="/segments/new">
        {t('imports.result.segment')}
      </Button>
    </>
  )
}
