import { useQuery } from '@tanstack/react-query'
import { ask, commands } from '@/host'

export const useSendersHealth = () =>
  useQuery({ queryKey: ['health', 'senders'], queryFn: () => ask(commands.sendersHealth()) })

export const useSenders = () =>
  useQuery({ queryKey: ['settings', 'senders'], queryFn: () => ask(commands.sendersList()) })

export const useToday = () => useQuery({ queryKey: ['today'], queryFn: () => ask(commands.today()) })

/** Walking the whole ledger takes its time, so events do not start it; a visit and the button do. */
export const useLedgerCheck = () =>
  useQuery({
    queryKey: ['ledger'],
    queryFn: () => ask(commands.ledgerVerify()),
    staleTime: 0,
    gcTime: 0,
  })
