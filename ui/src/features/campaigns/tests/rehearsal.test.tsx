import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { nobody, noneFit, planned } from '@tests/fixtures/rehearsal'
import { running } from '@tests/fixtures/watch'
import { openPage } from '@tests/openPage'
import { expect, test } from 'vitest'
import { cities, everyHour, openings } from '../rehearsal/hours'

const panel = (name: string) => screen.findByRole('region', { name })
const path = '/campaigns/7/rehearsal'

test('the whole campaign stands hour by hour in a table that sums to what the chart draws', async () => {
  await openPage(path)
  const hours = within(await panel('Texts, parts and cost of each hour'))
  const rows = hours.getAllByRole('row')
  expect(rows).toHaveLength(planned.hours.length + 2)
  const sum = within(rows.at(-1) as HTMLElement)
  expect(sum.getByText('1,192')).toBeVisible()
  expect(sum.getByText('$18.83')).toBeVisible()
  const drawn = everyHour(planned.hours).reduce((all, { texts }) => all + texts, 0)
  expect(drawn).toBe(planned.fits)
  await expectAccessible()
})

test('who would not be texted is said with the reason, and both sums stand there', async () => {
  await openPage(path)
  expect(await screen.findByText('12 people would not be texted')).toBeVisible()
  expect(screen.getByText(/do not open before the campaign’s end/)).toBeVisible()
  expect(screen.getByText('1,192 go and 12 do not fit = 1,204 people')).toBeVisible()
})

test('each group of zones says when it opens, and the pace says what it follows', async () => {
  await openPage(path)
  const zones = within(await panel('When people may be texted'))
  expect(zones.getByRole('rowheader', { name: '1. New York' })).toBeVisible()
  expect(zones.getByText('At once')).toBeVisible()
  expect(zones.getByText('Not before the end')).toBeVisible()
  const holds = within(await panel('What the pace follows'))
  expect(holds.getByText('At most 6 a minute: as you set it for this campaign.')).toBeVisible()
  expect(holds.getByText(/A first batch of 61 people/)).toBeVisible()
  expect(holds.getByText(/Today’s level of the new number: 120 of 750 used/)).toBeVisible()
})

test('a plan into which nobody fits draws no chart and still says why', async () => {
  await openPage(path, { campaign_rehearse: noneFit })
  expect(await screen.findByText('1,204 people would not be texted')).toBeVisible()
  expect(screen.queryByRole('region', { name: 'Hour by hour' })).not.toBeInTheDocument()
})

test('an empty audience is no plan', async () => {
  await openPage(path, { campaign_rehearse: nobody })
  expect(await screen.findByText('Nobody would be texted')).toBeVisible()
})

test('the check page leads to it, and it leads on to approval', async () => {
  await openPage('/campaigns/7/check')
  await userEvent.click(await screen.findByRole('link', { name: 'Rehearse' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Rehearsal of "Weekend sale"' })).toBeVisible()
  await userEvent.click(screen.getByRole('link', { name: 'Check and approve' }))
  expect(await screen.findByRole('button', { name: /Send to 1,204/ })).toBeVisible()
})

test('the composer saves and leads to it', async () => {
  await openPage('/campaigns/7/edit')
  await userEvent.click(await screen.findByRole('button', { name: 'Rehearse' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Rehearsal of "Weekend sale"' })).toBeVisible()
})

test('while a campaign goes out the page shows what is left of it', async () => {
  await openPage('/campaigns/6/rehearsal', { campaign_show: { ...planned, line: running.line } })
  expect(await screen.findByText(/What is still to come/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Watch it go' })).toBeVisible()
})

test('hours without texts are gaps, and groups that open together share one mark', () => {
  const bars = everyHour(planned.hours)
  expect(bars).toHaveLength(27)
  expect(bars.filter(({ texts }) => texts === 0)).toHaveLength(19)
  const together = [
    ...planned.zones,
    { ...planned.zones[2], zones: 'America/Phoenix' },
  ] as typeof planned.zones
  expect(openings(together, bars)).toEqual([
    { at: '2026-11-20T16:00:00.000Z', numbers: '2' },
    { at: '2026-11-20T18:00:00.000Z', numbers: '3, 5' },
  ])
})

test('zones are named as people say them, and not more than three', () => {
  expect(cities('America/New_York')).toEqual({ named: 'New York', more: 0 })
  expect(cities('A/One, B/Two, C/Three, D/Four')).toEqual({ named: 'One, Two, Three', more: 1 })
  expect(cities('')).toEqual({ named: '', more: 0 })
})
