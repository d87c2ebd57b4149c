import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask, commands, type ReachQuery } from '@/host'

/** A pause in the typing this long asks the core again. */
const PAUSE_MS = 200

/**
 * What a rule means right now. The last answer stays (`stale`) until the new one is there; an answer to
 * an older question is never shown as the new one, because every question has a key of its own.
 */
export function useReach({ rule, exclude, purpose }: ReachQuery) {
  const written = JSON.stringify({ rule, exclude, purpose })
  const [asked] = useDebouncedValue(written, PAUSE_MS)
  const answer = useQuery({
    queryKey: ['reach', 'preview', asked],
    queryFn: () => ask(commands.reachPreview(JSON.parse(asked))),
    placeholderData: keepPreviousData,
  })
  const stale = asked !== written || answer.isPlaceholderData
  return { answer, stale }
}
