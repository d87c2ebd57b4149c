import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { ask, commands, type ImportPreview, type ImportRequest } from '@/host'

/**
 * What importing would do. Asked again whenever the request changes; the last good answer stays on show
 * meanwhile and after a refusal, so that a choice which made it impossible can be taken back.
 */
export function usePreview(request: ImportRequest) {
  const last = useRef<ImportPreview | undefined>(undefined)
  const query = useQuery({
    queryKey: ['imports', 'preview', request],
    queryFn: () => ask(commands.importPreview(request)),
    placeholderData: keepPreviousData,
  })
  if (query.data !== undefined) last.current = query.data
  return {
    preview: query.data ?? last.current,
    error: query.error,
    retry: () => void query.refetch(),
    /** The answer on show belongs to an earlier request. */
    stale: query.isPlaceholderData,
    ready: query.isSuccess && !query.isPlaceholderData,
  }
}

export type Previewing = ReturnType<typeof usePreview>
