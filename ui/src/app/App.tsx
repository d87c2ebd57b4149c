import { Notifications } from '@mantine/notifications'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Gate } from '@/features/doors/Gate'
import { KitProvider } from '@/kit'
import type { makeRouter } from './router'

export interface AppProps {
  queries: QueryClient
  router: ReturnType<typeof makeRouter>
  env?: 'default' | 'test'
}

export function App({ queries, router, env = 'default' }: AppProps) {
  return (
    <KitProvider env={env}>
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={3} transitionDuration={80} />
        <Gate>
          <RouterProvider router={router} />
        </Gate>
      </QueryClientProvider>
    </KitProvider>
  )
}
