import '@testing-library/jest-dom/vitest'
import { notifications } from '@mantine/notifications'
import { clearMocks } from '@tauri-apps/api/mocks'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { startStrings } from '@/strings'

startStrings()
// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 4000 })

// jsdom lacks what the layout of every real browser has.
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
    addListener: vi.fn(),
    removeListener: vi.fn(),
    dispatchEvent: vi.fn(),
  }) as unknown as MediaQueryList
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Element.prototype.scrollIntoView = vi.fn()
Element.prototype.scrollTo = vi.fn() as unknown as Element['scrollTo']
window.scrollTo = vi.fn() as unknown as typeof window.scrollTo
// A growing text field waits for fonts.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() })
// The virtual list draws only what fits, and jsdom measures everything as nothing.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 480 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 })

afterEach(() => {
  cleanup()
  // What one test was told must not keep the next one's words waiting.
  notifications.cleanQueue()
  notifications.clean()
  clearMocks()
  window.location.hash = ''
})
