import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, type ConversationView, commands } from '@/host'
import { toastDone, toastProblem } from '@/kit'

const list = ['inbox', 'list']
const shown = (id: number) => ['inbox', 'show', id]

export const useConversations = () => useQuery({ queryKey: list, queryFn: () => ask(commands.inboxList()) })

export const useConversation = (id: number) =>
  useQuery({ queryKey: shown(id), queryFn: () => ask(commands.conversationShow(id)) })

/** Keeps the conversation that a deed answered with, and asks for the list again. */
function useTold(id: number) {
  const queries = useQueryClient()
  return (after: ConversationView) => {
    queries.setQueryData(shown(id), after)
    void queries.invalidateQueries({ queryKey: list })
  }
}

/** A refused answer is shown beside what was written, which stays. */
export function useReply(id: number) {
  const told = useTold(id)
  return useMutation({ mutationFn: (text: string) => ask(commands.inboxReply(id, text)), onSuccess: told })
}

export function useSettle(id: number) {
  const told = useTold(id)
  return useMutation({
    mutationFn: (optedOut: boolean) => ask(commands.optOutSettle(id, optedOut)),
    onSuccess: told,
    onError: toastProblem,
  })
}

export function useSettleWish(id: number) {
  const told = useTold(id)
  return useMutation({
    mutationFn: (accepted: boolean) => ask(commands.wishSettle(id, accepted)),
    onSuccess: told,
    onError: toastProblem,
  })
}

export function useDone() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => ask(commands.conversationDone(id)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inbox'] }),
    onError: toastProblem,
  })
}

export function usePull() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => ask(commands.inboxPull()),
    onSuccess: ({ texts }) => {
      toastDone(t('inbox.pulled', { count: texts }))
      return queries.invalidateQueries({ queryKey: ['inbox'] })
    },
    onError: toastProblem,
  })
}
