import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type BackupLine, type BackupsView, commands } from '@/host'
import { Answered, FormRow, FormSection, formatMoment, Problem, toastDone } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './backups.module.css'
import { RestoreQuestion } from './RestoreQuestion'

const key = ['settings', 'backups']

/** The last good backup, the ones before it, and the way back. */
export function BackupsSection() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: key, queryFn: () => ask(commands.backupsList()) })
  return (
    <FormSection title={t('backups.title')} lead={t('backups.lead')}>
      <Answered query={query} lines={3}>
        {(view) => <Backups view={view} />}
      </Answered>
    </FormSection>
  )
}

function Backups({ view }: { view: BackupsView }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<BackupLine | null>(null)
  const queries = useQueryClient()
  const made = useMutation({
    mutationFn: () => ask(commands.backupCreate()),
    onSuccess: () => toastDone(t('backups.created')),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  const trouble = made.error ?? view.trouble[0]
  return (
    <>
      <FormRow
        label={
          view.last_good === ''
            ? t('backups.never')
            : t('backups.last', { when: formatMoment(view.last_good) })
        }
        description={t('backups.where', { folder: view.folder })}
      >
        <Button variant="default" loading={made.isPending} onClick={() => made.mutate()}>
          {t('backups.create')}
        </Button>
      </FormRow>
      {trouble ? <Problem thrown={trouble} /> : null}
      {view.backups.length > 0 ? (
        <ul className={classes.list} aria-label={t('backups.all')}>
          {view.backups.map((one) => (
            <Line key={one.id} one={one} onLook={() => setChosen(one)} />
          ))}
        </ul>
      ) : null}
      {chosen ? <RestoreQuestion backup={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  )
}

function Line({ one, onLook }: { one: BackupLine; onLook: () => void }) {
  const { t } = useTranslation()
  const when = one.taken_at === '' ? one.id : formatMoment(one.taken_at)
  const along = useMutation({
    mutationFn: () => ask(commands.backupTakeAlong(one.id)),
    onSuccess: (path) => (path === null ? undefined : toastDone(t('backups.copied', { path }))),
  })
  return (
    <li className={classes.line}>
      <span className={classes.when}>{when}</span>
      <span className={classes.about} data-state={one.state}>
        {one.state === 'good'
          ? `${worded('backups.why', one.why)}, ${t('backups.holds', { count: one.contacts, size: sizeOf(one.kilobytes) })}`
          : worded('backups.state', one.state)}
      </span>
      {one.state === 'good' ? (
        <>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('backups.lookAt', { when })}
            onClick={onLook}
          >
            {t('backups.look')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('backups.alongOf', { when })}
            loading={along.isPending}
            onClick={() => along.mutate()}
          >
            {t('backups.along')}
          </Button>
        </>
      ) : null}
      {along.isError ? <Problem thrown={along.error} /> : null}
    </li>
  )
}

const sizeOf = (kilobytes: number) =>
  kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
