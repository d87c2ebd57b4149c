import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, commands, type ImportProgress, type ImportRequest, problemOf, progressTo } from '@/host'

/** The import itself: it streams how far it is, and can be cancelled until it is done. */
export function useCommit() {
  const [progress, setProgress] = useState<ImportProgress>({ rows: 0, permille: 0 })
  const commit = useMutation({
    mutationFn: (request: ImportRequest) => {
      setProgress({ rows: 0, permille: 0 })
      return ask(commands.importCommit(request, progressTo(setProgress)))
    },
  })
  const cancel = useMutation({ mutationFn: () => ask(commands.importCancel()) })
  return {
    progress,
    counts: commit.data,
    running: commit.isPending,
    started: !commit.isIdle,
    error: commit.error,
    cancelled: problemOf(commit.error)?.code === 'import_cancelled',
    start: commit.mutate,
    reset: commit.reset,
    cancel: () => cancel.mutate(),
    cancelling: cancel.isPending || (cancel.isSuccess && commit.isPending),
  }
}

export type Committing = ReturnType<typeof useCommit>
