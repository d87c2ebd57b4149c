import { mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { render, screen } from '@testing-library/react'
import { App } from '@/app/App'
import { makeQueries } from '@/app/queries'
import { makeRouter } from '@/app/router'
import { type Answers, answering } from './fixtures/answering'
import { shop } from './fixtures/shop'

/**
 * Opens the whole window at a page, against the fixture shop; `answers` replace single commands.
 * Resolves when the page's heading is there.
 */
export async function openPage(path: string, answers: Answers = {}) {
  mockWindows('main')
  mockIPC(answering({ ...shop, ...answers }), { shouldMockEvents: true })
  window.location.hash = `#${path}`
  const view = render(<App queries={makeQueries()} router={makeRouter()} env="test" />)
  await screen.findByRole('heading', { level: 1 })
  return view
}
