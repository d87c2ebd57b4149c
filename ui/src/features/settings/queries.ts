import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Answer, ask, commands, type SenderView, stageQuery } from '@/host'

const senders = ['settings', 'senders']

export const useSenders = () => useQuery({ queryKey: senders, queryFn: () => ask(commands.sendersList()) })

/** A deed that answers with all senders as they are now. */
export function useSenderDeed<Args, E>(
  deed: (args: Args) => Promise<Answer<SenderView[], E>>,
  done: (args: Args) => void,
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (args: Args) => ask(deed(args)),
    onSuccess: (now, args) => {
      queries.setQueryData(senders, now)
      void queries.invalidateQueries({ queryKey: ['today'] })
      done(args)
    },
  })
}

/** The open shop; nothing while no shop is open. */
export function useShop() {
  const { data } = useQuery(stageQuery)
  return data?.stage === 'open' ? data : undefined
}
