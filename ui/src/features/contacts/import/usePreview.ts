import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, commands, type ImportProgress, type ImportRequest, problemOf, progressTo } from '@/host'

const nothingRead: ImportProgress = { rows: 0, permille: 0 }

/**
 * What importing would do: the whole file is counted. Asked again whenever the request changes, which ends a count
 * that still runs; the last answer stays on show, dimmed.
 */
export function usePreview(request: ImportRequest, enabled: boolean) {
  const [progress, setProgress] = useState(nothingRead)
  const query = useQuery({
    queryKey: ['imports', 'preview', request],
    queryFn: () => {
      setProgress(nothingRead)
      return ask(commands.importPreview(request, progressTo(setProgress)))
    },
    enabled,
    placeholderData: keepPreviousData,
  })
  const stopped = problemOf(query.error)?.code === 'import_cancelled'
  return {
    preview: query.data,
    progress,
    error: stopped ? null : query.error,
    /** The owner has stopped the count. */
    stopped,
    counting: query.isFetching,
    stop: () => void commands.importCancel(),
    retry: () => void query.refetch(),
    /** The answer on show belongs to an earlier request. */
    stale: query.isPlaceholderData,
    ready: query.isSuccess && !query.isPlaceholderData && !query.isFetching,
  }
}

export type Previewing = ReturnType<typeof usePreview>
