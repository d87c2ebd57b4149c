import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, commands, type ReportView } from '@/host'
import { toastProblem } from '@/kit'

const key = (id: number) => ['campaigns', 'report', id]

/** Time alone moves the finishing moment and the rate, so a running one is also looked at without an event. */
const LOOK_MS = 5_000

export const useReport = (id: number) =>
  useQuery({
    queryKey: key(id),
    queryFn: () => ask(commands.campaignReport(id)),
    refetchInterval: (query) => (query.state.data?.line.state === 'running' ? LOOK_MS : false),
  })

/** Health moves slowly, and counting it costs more than the report. */
const HEALTH_MS = 15_000

export const useHealth = (id: number, running: boolean) =>
  useQuery({
    queryKey: ['campaigns', 'health', id],
    queryFn: () => ask(commands.campaignHealth(id)),
    refetchInterval: running ? HEALTH_MS : false,
  })

export type Move = 'pause' | 'resume' | 'stop'

const moves = {
  pause: commands.campaignPause,
  resume: commands.campaignResume,
  stop: commands.campaignStop,
}

/** Pause, resume or stop; the answer is the report after it. */
export function useMove(id: number) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (move: Move) => ask(moves[move](id)),
    onSuccess: (after: ReportView) => {
      queries.setQueryData(key(id), after)
      void queries.invalidateQueries({ queryKey: ['campaigns', 'health', id] })
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] })
    },
    onError: toastProblem,
  })
}
