import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type Answer,
  ask,
  commands,
  type SenderCard_Serialize as SenderCard,
  type SenderView,
  stageQuery,
} from '@/host'

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

const cards = ['settings', 'cards']

/** How each sender is registered, what follows from it, and how it warms up. */
export const useCards = () => useQuery({ queryKey: cards, queryFn: () => ask(commands.senderCards()) })

/** A deed that answers with the sender's card as it is now. */
export function useCardDeed<Args, E>(deed: (args: Args) => Promise<Answer<SenderCard, E>>, done: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (args: Args) => ask(deed(args)),
    onSuccess: (now) => {
      queries.setQueryData<SenderCard[]>(cards, (all) => all?.map((one) => (one.id === now.id ? now : one)))
      void queries.invalidateQueries({ queryKey: senders })
      done()
    },
  })
}

export const useCarrierTables = (enabled: boolean) =>
  useQuery({
    queryKey: ['carriers'],
    queryFn: () => ask(commands.carrierTables()),
    enabled,
    staleTime: Infinity,
  })

/** The open shop; nothing while no shop is open. */
export function useShop() {
  const { data } = useQuery(stageQuery)
  return data?.stage === 'open' ? data : undefined
}
