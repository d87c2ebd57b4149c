import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '@/host'
import { ConfirmDeed } from '@/kit'
import { countOf } from './outcome'
import { useMove } from './queries'

/** Pause, resume, stop. Stopping is for good, so it is asked about. */
export function Moves({ report }: { report: ReportView }) {
  const { t } = useTranslation()
  const { id, name, state } = report.line
  const [asking, setAsking] = useState(false)
  const move = useMove(id)
  const stop = () => move.mutate('stop', { onSettled: () => setAsking(false) })
  if (state !== 'running' && state !== 'paused') return null
  const turn = state === 'running' ? 'pause' : 'resume'
  return (
    <>
      <Button
        variant={turn === 'pause' ? 'default' : 'filled'}
        loading={move.isPending && move.variables === turn}
        onClick={() => move.mutate(turn)}
      >
        {t(`watch.${turn}`)}
      </Button>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('watch.stop')}
      </Button>
      <ConfirmDeed
        opened={asking}
        grave
        title={t('watch.stopping.title', { name })}
        deed={t('watch.stopping.deed')}
        busy={move.isPending}
        onConfirm={stop}
        onClose={() => setAsking(false)}
      >
        <p>{t('watch.stopping.queued', { count: countOf(report, 'queued') })}</p>
        <p>{t('watch.stopping.out')}</p>
      </ConfirmDeed>
    </>
  )
}
