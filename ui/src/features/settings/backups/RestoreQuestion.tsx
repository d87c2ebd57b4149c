import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, type BackupLine, commands, moveTo, type RestoreView } from '@/host'
import { ConfirmDeed, formatMoment, formatNumber, LoadingState, Problem } from '@/kit'
import classes from './backups.module.css'

const COUNTS = ['contacts', 'consent_entries', 'suppressed', 'campaigns', 'texts'] as const

/** A restore is played beside the live shop first; only then can it be asked for. */
export function RestoreQuestion({ backup, onClose }: { backup: BackupLine; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const played = useQuery({
    queryKey: ['settings', 'backup', backup.id],
    queryFn: () => ask(commands.backupRehearse(backup.id)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const restored = useMutation({
    mutationFn: () => ask(commands.backupRestore(backup.id)),
    onSuccess: (stage) => moveTo(queries, stage),
  })
  return (
    <ConfirmDeed
      opened
      grave
      title={t('backups.question', { when: formatMoment(backup.taken_at) })}
      deed={t('backups.deed')}
      busy={restored.isPending}
      barred={played.data ? undefined : t('backups.barred')}
      onConfirm={() => restored.mutate()}
      onClose={onClose}
    >
      {played.isPending ? <LoadingState label={t('backups.looking')} /> : null}
      {played.isError ? <Problem thrown={played.error} /> : null}
      {played.data ? <Played view={played.data} /> : null}
      {restored.isError ? <Problem thrown={restored.error} /> : null}
    </ConfirmDeed>
  )
}

function Played({ view }: { view: RestoreView }) {
  const { t } = useTranslation()
  return (
    <>
      <p>{t(view.ledger_intact ? 'backups.whole' : 'backups.broken')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('backups.table.what')}</th>
            <th scope="col">{t('backups.table.backup')}</th>
            <th scope="col">{t('backups.table.now')}</th>
          </tr>
        </thead>
        <tbody>
          {COUNTS.map((count) => (
            <tr key={count}>
              <th scope="row">{t(`backups.table.${count}`)}</th>
              <td>{formatNumber(view.backup[count])}</td>
              <td>{formatNumber(view.now[count])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('backups.after')}</p>
      <p>{t('backups.ended', { campaigns: view.campaigns_ended, texts: view.texts_cancelled })}</p>
      <p>{t('backups.stops', { count: view.stops_taken_over })}</p>
      <p>{t('backups.afterwards')}</p>
    </>
  )
}
