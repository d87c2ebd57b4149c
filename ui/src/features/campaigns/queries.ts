import { useQuery } from '@tanstack/react-query'
import { ask, commands } from '@/host'

export const useCampaigns = () =>
  useQuery({ queryKey: ['campaigns', 'list'], queryFn: () => ask(commands.campaignsList()) })

export const useCampaign = (id: number, enabled = true) =>
  useQuery({ queryKey: ['campaigns', 'show', id], queryFn: () => ask(commands.campaignShow(id)), enabled })

export const useSenders = () =>
  useQuery({ queryKey: ['settings', 'senders'], queryFn: () => ask(commands.sendersList()) })

/** Drawn anew on every visit: people, hours and caps move. */
export const useRehearsal = (id: number) =>
  useQuery({
    queryKey: ['campaigns', 'rehearsal', id],
    queryFn: () => ask(commands.campaignRehearse(id)),
    staleTime: 0,
    gcTime: 0,
  })

/** Asked anew on every visit: the answer is what an approval will be held to. */
export const useCheck = (id: number) =>
  useQuery({
    queryKey: ['campaigns', 'check', id],
    queryFn: () => ask(commands.campaignCheck(id)),
    staleTime: 0,
    gcTime: 0,
  })
