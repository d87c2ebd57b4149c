import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { ask, commands, type ImportLook, type ImportRequest } from '@/host'

/**
 * The file at first sight, from its head only. Asked again whenever the request changes; the last good answer
 * stays on show meanwhile and after a refusal, so that a choice which made it impossible can be taken back.
 */
export function useLook(request: ImportRequest) {
  const last = useRef<ImportLook | undefined>(undefined)
  const query = useQuery({
    queryKey: ['imports', 'look', request],
    queryFn: () => ask(commands.importLook(request)),
    placeholderData: keepPreviousData,
  })
  if (query.data !== undefined) last.current = query.data
  return {
    look: query.data ?? last.current,
    error: query.error,
    retry: () => void query.refetch(),
    /** The answer on show belongs to an earlier request. */
    stale: query.isPlaceholderData,
    ready: query.isSuccess && !query.isPlaceholderData,
  }
}

export type Looking = ReturnType<typeof useLook>
