import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask, commands } from '@/host'
import type { Draft } from './draft'

const PAUSE_MS = 250

/** The text counted for its real audience while it is written; the last answer stays until the new one is there. */
export function useCompose({ body, rule, exclude, purpose, sender }: Draft) {
  const written = JSON.stringify({ body, rule, exclude, purpose, sender })
  const [asked] = useDebouncedValue(written, PAUSE_MS)
  const empty = body.trim() === ''
  const answer = useQuery({
    queryKey: ['reach', 'compose', asked],
    queryFn: () => ask(commands.composePreview(JSON.parse(asked))),
    placeholderData: keepPreviousData,
    enabled: !empty,
  })
  const stale = asked !== written || answer.isPlaceholderData
  const view = empty ? undefined : answer.data
  return { view, stale, error: answer.error, problem: stale ? undefined : (view?.problem ?? undefined) }
}
