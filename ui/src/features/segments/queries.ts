import { useQuery } from '@tanstack/react-query'
import { ask, commands } from '@/host'

/** The catalogue of what rules can ask; it changes with the app, not with the shop. */
export const useFields = () =>
  useQuery({
    queryKey: ['segments', 'fields'],
    queryFn: () => ask(commands.segmentFields()),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const useSegments = () =>
  useQuery({ queryKey: ['segments', 'list'], queryFn: () => ask(commands.segmentsList()) })
