import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { ConfirmDeed, Problem, toastDone } from '@/kit'
import classes from './Composer.module.css'
import type { useAutosave } from './useAutosave'

interface ActionsProps {
  name: string
  saving: ReturnType<typeof useAutosave>
}

/** The saving note, the way to the check page, and the draft's end. */
export function ComposerActions({ name, saving }: ActionsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { flush } = saving
  useSaveKey(flush)
  const saved = async (to: '/campaigns/$id/check' | '/campaigns/$id/rehearsal') => {
    const id = await flush()
    if (id !== undefined) await navigate({ to, params: { id: String(id) } })
  }
  return (
    <>
      <span className={classes.saved} role="status" data-state={saving.state}>
        {t(`compose.save.${saving.state}`)}
      </span>
      {saving.id === undefined ? null : <DeleteDraft id={saving.id} name={name} onLeave={saving.drop} />}
      <Button
        variant="default"
        onClick={() => void saved('/campaigns/$id/rehearsal')}
        disabled={name.trim() === ''}
      >
        {t('rehearsal.rehearse')}
      </Button>
      <Button onClick={() => void saved('/campaigns/$id/check')} disabled={name.trim() === ''}>
        {t('compose.toCheck')}
      </Button>
    </>
  )
}

function useSaveKey(flush: () => Promise<unknown>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      void flush()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [flush])
}

function DeleteDraft({ id, name, onLeave }: { id: number; name: string; onLeave: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const removal = useMutation({
    mutationFn: () => ask(commands.campaignDelete(id)),
    onSuccess: async () => {
      onLeave()
      toastDone(t('compose.deleted'))
      await navigate({ to: '/campaigns' })
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsks(true)}>
        {t('compose.delete')}
      </Button>
      <ConfirmDeed
        opened={asks}
        grave
        title={t('compose.deleteTitle', { name })}
        deed={t('compose.delete')}
        busy={removal.isPending}
        onConfirm={() => removal.mutate()}
        onClose={() => setAsks(false)}
      >
        {t('compose.deleteText')}
        {removal.isError ? <Problem thrown={removal.error} /> : null}
      </ConfirmDeed>
    </>
  )
}
