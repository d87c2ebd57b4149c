import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands, type WordingDraft } from '@/host'
import { toastDone } from '@/kit'

export const wordingsKey = ['settings', 'wordings']

/** Keeps a wording; the answer is all of them. Ledger lines name the version, so they are asked for anew. */
export function useKeep(onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: WordingDraft) => ask(commands.wordingKeep(draft)),
    onSuccess: (all) => {
      queries.setQueryData(wordingsKey, all)
      void queries.invalidateQueries({ queryKey: ['contacts'] })
      toastDone(t('wordings.saved'))
      onDone()
    },
  })
}
