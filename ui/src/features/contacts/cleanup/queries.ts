import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { ask, type CleanupView, commands, type RepairRequest, type RepairView } from '@/host'
import { toastDone, toastProblem, toastUndo } from '@/kit'
import { worded } from '@/strings/worded'

/** The look at the whole list. A million people take seconds, so it is kept until the core says that they changed. */
export function useCleanup(enabled = true) {
  return useQuery({
    queryKey: ['cleanup', 'show'],
    queryFn: () => ask(commands.cleanupShow()),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  })
}

const whole: Omit<RepairRequest, 'kind'> = {
  only: [],
  keep_names: false,
  name: null,
  import: null,
  answer: '',
}

export type Wanted = Pick<RepairRequest, 'kind'> & Partial<RepairRequest>

/** Makes a repair, says so, and offers the way back. */
export function useRepair(onDone?: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (wanted: Wanted) => ask(commands.cleanupRepair({ ...whole, ...wanted })),
    onSuccess: (made) => {
      const words = i18next.t('cleanup.done', {
        count: made.people,
        what: worded('cleanup.kind', made.kind),
      })
      toastUndo(words, i18next.t('kit.undo'), () => void takeBack(made.id, refresh))
      onDone?.()
      return refresh()
    },
  })
}

/** Takes a repair back and says so. */
export function useTakeBack() {
  const refresh = useRefresh()
  return useMutation({ mutationFn: (id: number) => takeBack(id, refresh) })
}

export async function takeBack(id: number, refresh: () => Promise<void>) {
  try {
    const undone = await ask(commands.cleanupUndo(id))
    toastDone(i18next.t('cleanup.undone', { count: undone.people }))
  } catch (thrown) {
    toastProblem(thrown)
  }
  await refresh()
}

export function useRefresh() {
  const queries = useQueryClient()
  return async () => {
    const families = [['cleanup'], ['contacts']]
    await Promise.all(families.map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}

/** Repairs that stand, the newest first. */
export const standing = ({ repairs }: CleanupView): RepairView[] =>
  repairs.filter(({ undone_at }) => undone_at === '')
