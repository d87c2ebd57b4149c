import { afterEach, expect, test, vi } from 'vitest'
import { formatMoment, formatNumber } from '@/kit/format'

afterEach(() => vi.restoreAllMocks())

test('a desktop without a language still shows numbers and moments', () => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('C')
  expect(formatNumber(1204)).toBe('1,204')
  expect(formatMoment('2026-03-02T18:00:00Z')).toContain('2026')
})
