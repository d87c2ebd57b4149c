import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LoadingState } from './LoadingState'
import { Problem } from './Problem'

/** One question's three ends: waiting, refused (with its words and another try), or answered. */
export function Answered<T>({
  query,
  lines = 5,
  children,
}: {
  query: UseQueryResult<T>
  lines?: number
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Problem thrown={query.error} onRetry={() => void query.refetch()} />
  return <LoadingState lines={lines} />
}
