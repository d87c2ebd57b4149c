import { type QueryKey, useQueries } from '@tanstack/react-query'

export interface Page<Row> {
  rows: Row[]
  /** How many rows there are in all, not on this page. */
  total: number
}

export interface PageSource<Row> {
  /** Names the list and everything that changes it (search, sort, filter). */
  queryKey: QueryKey
  fetchPage: (offset: number, limit: number) => Promise<Page<Row>>
  pageSize: number
}

/** Pages kept this long after they scrolled away: JS never holds a whole list. */
const KEPT_MS = 30_000

/** Pages that hold the rows `first..=last`; page 0 always, since it says how many rows there are. */
export function pagesFor(first: number, last: number, size: number): number[] {
  const from = Math.floor(Math.max(0, first) / size)
  const to = Math.floor(Math.max(0, last) / size)
  const pages = Array.from({ length: to - from + 1 }, (_, step) => from + step)
  return pages.includes(0) ? pages : [0, ...pages]
}

export function usePages<Row>(
  { queryKey, fetchPage, pageSize }: PageSource<Row>,
  first: number,
  last: number,
) {
  const wanted = pagesFor(first, last, pageSize)
  const answers = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [...queryKey, 'page', page],
      queryFn: () => fetchPage(page * pageSize, pageSize),
      gcTime: KEPT_MS,
    })),
  })
  const found = new Map(wanted.map((page, at) => [page, answers[at]?.data]))
  return {
    total: answers[0]?.data?.total,
    error: answers.find((answer) => answer.isError)?.error,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch()
    },
    rowAt: (index: number): Row | undefined =>
      found.get(Math.floor(index / pageSize))?.rows[index % pageSize],
  }
}
