import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, type AppStage, ask, moveTo } from '@/host'

/** A deed that leads to another stage; `before` runs just before the window moves on. */
export function useMove<Args = void, E = unknown>(
  deed: (args: Args) => Promise<Answer<AppStage, E>>,
  before?: () => void,
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (args: Args) => ask(deed(args)),
    onSuccess: (stage) => {
      before?.()
      moveTo(queries, stage)
    },
  })
}
