import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { Problem, toastDone } from '@/kit'

/** Saves the proof of consent as JSON: of one number, or of all where none is named. */
export function EvidenceExport({ id }: { id?: number }) {
  const { t } = useTranslation()
  const saved = useMutation({
    mutationFn: () => ask(commands.evidenceSave(id ?? null)),
    onSuccess: (path) => (path === null ? undefined : toastDone(t('contacts.evidence.done', { path }))),
  })
  return (
    <>
      <Button variant="default" size="xs" loading={saved.isPending} onClick={() => saved.mutate()}>
        {t(id === undefined ? 'contacts.evidence.all' : 'contacts.evidence.one')}
      </Button>
      {saved.isError ? <Problem thrown={saved.error} /> : null}
    </>
  )
}
