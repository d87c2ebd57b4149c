import { Button, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportPreview, RejectView } from '@/host'
import { Notice, Problem, WizardFrame } from '@/kit'
import { worded } from '@/strings/worded'
import { Counts } from './Counts'
import classes from './import.module.css'
import { useSteps } from './steps'
import type { Previewing } from './usePreview'

interface PreviewStepProps {
  preview: ImportPreview
  previewing: Previewing
  onStart: () => void
  onGo: (step: number) => void
}

/** The last look before anything is written. */
export function PreviewStep({ preview, previewing, onStart, onGo }: PreviewStepProps) {
  const { t } = useTranslation()
  const steps = useSteps()
  const { counts, rejects } = preview
  const nothing = counts.created === 0 && counts.updated === 0
  return (
    <WizardFrame
      label={t('imports.steps')}
      steps={steps}
      at={3}
      onGo={onGo}
      footer={
        <>
          <span className={classes.note} role="status">
            {previewing.stale ? t('imports.preview.counting') : null}
          </span>
          <Button variant="default" onClick={() => onGo(2)}>
            {t('kit.back')}
          </Button>
          <Button disabled={!previewing.ready || nothing} onClick={onStart}>
            {t('imports.preview.deed', { created: counts.created, updated: counts.updated })}
          </Button>
        </>
      }
    >
      <div className={classes.step}>
        <p>{t('imports.preview.lead')}</p>
        {previewing.error ? <Problem thrown={previewing.error} onRetry={previewing.retry} /> : null}
        {nothing ? (
          <Notice tone="info" title={t('imports.preview.nothing')}>
            {t('imports.preview.nothingWhy')}
          </Notice>
        ) : null}
        <Counts counts={counts} stale={previewing.stale} />
        {rejects.length > 0 ? <Rejects rejects={rejects} /> : null}
      </div>
    </WizardFrame>
  )
}

function Rejects({ rejects }: { rejects: RejectView[] }) {
  const { t } = useTranslation()
  return (
    <details className={classes.more}>
      <summary>{t('imports.preview.rejectedRows')}</summary>
      <Table aria-label={t('imports.preview.rejectedRows')} fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('imports.preview.line')}</Table.Th>
            <Table.Th>{t('imports.preview.reason')}</Table.Th>
            <Table.Th>{t('imports.preview.shown')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rejects.map(({ line, reason, shown }) => (
            <Table.Tr key={line}>
              <Table.Td>{line}</Table.Td>
              <Table.Td>{worded('imports.reason', reason)}</Table.Td>
              <Table.Td>{shown}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  )
}
