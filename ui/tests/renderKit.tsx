import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { makeQueries } from '@/app/queries'
import { KitProvider } from '@/kit'

/** One component inside the theme and a query client of its own. */
export function renderKit(children: ReactNode) {
  return render(
    <KitProvider env="test">
      <QueryClientProvider client={makeQueries()}>
        <main>{children}</main>
      </QueryClientProvider>
    </KitProvider>,
  )
}
