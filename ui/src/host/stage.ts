import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { ask } from './ask'
import { type AppStage, commands } from './bindings'

/** Which door the window stands before, and the shop once one is open. Asked before anything else. */
export const stageQuery = queryOptions({
  queryKey: ['settings', 'stage'],
  queryFn: () => ask(commands.appStage()),
  gcTime: Number.POSITIVE_INFINITY,
})

/** After a deed that leads to another stage: the first page, and nothing kept of the shop before. */
export function moveTo(queries: QueryClient, stage: AppStage): void {
  window.location.hash = '/'
  queries.setQueryData(stageQuery.queryKey, stage)
  const here = stageQuery.queryKey.join()
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey.join() !== here })
}
