import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { toastDone, toastProblem } from '@/kit'

/** The rejected rows as a file that says why, to be mended and imported again. */
export function SaveRejects({ id, fileName }: { id: number; fileName: string }) {
  const { t } = useTranslation()
  const saved = useMutation({
    mutationFn: () => ask(commands.importRejectsSave(id)),
    onSuccess: (path) => (path === null ? undefined : toastDone(t('imports.rejects.done', { path }))),
    onError: toastProblem,
  })
  return (
    <Button
      size="xs"
      variant="default"
      loading={saved.isPending}
      aria-label={t('imports.rejects.saveOf', { name: fileName })}
      onClick={() => saved.mutate()}
    >
      {t('imports.rejects.save')}
    </Button>
  )
}
