import { screen } from '@testing-library/react'
import { expectAccessible } from '@tests/axe'
import { renderKit } from '@tests/renderKit'
import { describe, expect, test } from 'vitest'
import {
  formatMoment,
  formatMoney,
  formatPrice,
  formatShare,
  KeyHint,
  Meter,
  StackMeter,
  StatNumber,
} from '@/kit'

test('a number is grouped, and a stale one stays readable', async () => {
  renderKit(<StatNumber label="Reachable" value={1204} stale live />)
  const value = screen.getByText('1,204')
  expect(value).toHaveAttribute('aria-busy', 'true')
  expect(value).toHaveAttribute('aria-live', 'polite')
  await expectAccessible()
})

test('a number not known yet is a dash, not a nought', () => {
  renderKit(<StatNumber label="Reachable" value={undefined} />)
  expect(screen.getByText('–')).toBeVisible()
  expect(screen.queryByText('0')).not.toBeInTheDocument()
})

test('a stacked bar is read aloud with every part, and draws each by its share', async () => {
  renderKit(
    <StackMeter
      label="Messages"
      total={200}
      parts={[
        { key: 'd', label: 'Delivered', value: 150, tone: 'good' },
        { key: 'f', label: 'Failed', value: 50, tone: 'bad' },
      ]}
    />,
  )
  const bar = screen.getByRole('img', { name: 'Messages: Delivered 150, Failed 50' })
  expect([...bar.children].map((part) => (part as HTMLElement).style.width)).toEqual(['75%', '25%'])
  await expectAccessible()
})

test('a meter never runs over its end and survives an empty whole', () => {
  renderKit(<Meter label="Sent" value={7} total={5} />)
  expect(
    (screen.getByRole('progressbar', { name: 'Sent' }).firstElementChild as HTMLElement).style.width,
  ).toBe('100%')
  renderKit(<Meter label="None" value={0} total={0} />)
  expect(
    (screen.getByRole('progressbar', { name: 'None' }).firstElementChild as HTMLElement).style.width,
  ).toBe('0%')
})

test('keys are shown one by one', () => {
  renderKit(<KeyHint keys={['mod', 'K']} />)
  expect(screen.getByText('Ctrl')).toBeVisible()
  expect(screen.getByText('K')).toBeVisible()
})

describe('formats', () => {
  test('money is a whole number of millionths', () => expect(formatMoney(19_040_000, 'USD')).toBe('$19.04'))
  test('the price of one text keeps its small decimals', () =>
    expect(formatPrice(7_900, 'USD')).toBe('$0.0079'))
  test('a share is a percentage', () => expect(formatShare(0.0214)).toBe('2.1%'))
  test('an unreadable moment is shown as it came, never as "Invalid Date"', () =>
    expect(formatMoment('soon')).toBe('soon'))
})
