import { QueryClient } from '@tanstack/react-query'

/**
 * The host is on this machine: it is asked whether or not there is a network, a refusal is final until
 * someone tries again, and nothing is kept long, so that a window open for days stays small.
 */
export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: 2_000,
        gcTime: 60_000,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
