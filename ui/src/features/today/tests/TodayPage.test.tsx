import { screen, within } from '@testing-library/react'
import { expectAccessible } from '@tests/axe'
import { busy, fresh, quiet } from '@tests/fixtures/today'
import { openPage } from '@tests/openPage'
import { expect, test } from 'vitest'

const block = (name: string) => screen.findByRole('region', { name })

test('what needs the owner comes first, then what is wrong, then what runs', async () => {
  await openPage('/', { today: busy })
  await block('Needs your OK')
  const blocks = screen
    .getAllByRole('region')
    .map((region) => within(region).getByRole('heading').textContent)
  expect(blocks).toEqual(['Needs your OK', 'Warnings', 'Running now'])
  await expectAccessible()
})

test('each draft can be checked or edited by its name', async () => {
  await openPage('/', { today: busy })
  expect(await screen.findByRole('link', { name: 'Check and approve Weekend sale' })).toHaveAttribute(
    'href',
    expect.stringContaining('/campaigns/3/check'),
  )
  expect(screen.getByRole('link', { name: 'Edit Weekend sale' })).toBeVisible()
})

test('a halted sender is named with its reason, before anything milder', async () => {
  await openPage('/', { today: busy })
  const said = within(await block('Warnings')).getAllByRole('listitem')
  expect(said).toHaveLength(3)
  expect(said[0]).toHaveTextContent('Nothing goes out from +12125550123')
  expect(said[0]).toHaveTextContent('Twilio refused')
  expect(said[1]).toHaveTextContent('never sends again without proof')
  expect(said[2]).toHaveTextContent('3 customers wait for an answer')
})

test('a running campaign shows how far it is, a paused one that it is paused', async () => {
  await openPage('/', { today: busy })
  const rows = within(await block('Running now')).getAllByRole('listitem')
  expect(rows[0]).toHaveTextContent('412 of 640 done')
  expect(within(rows[0] as HTMLElement).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '412')
  expect(rows[1]).toHaveTextContent('Paused')
})

test('with nothing to do the page says so, and with no contacts it leads to the import', async () => {
  const { unmount } = await openPage('/', { today: quiet })
  expect(await screen.findByText('Nothing needs you')).toBeVisible()
  unmount()
  await openPage('/', { today: fresh })
  expect(await screen.findByRole('link', { name: 'Import contacts' })).toBeVisible()
  expect(screen.queryByText('Nothing needs you')).not.toBeInTheDocument()
})

test('a shop without an SMS account is told what still works', async () => {
  await openPage('/', { today: { ...quiet, has_sender: false } })
  expect(await screen.findByText('No SMS account is set up yet')).toBeVisible()
})

test('a refusal is shown with its words', async () => {
  const refuse = () => {
    throw { code: 'store_damaged', message: 'The store cannot be read.', hint: 'Restore a backup.' }
  }
  await openPage('/', { today: refuse })
  expect(await screen.findByText('The store cannot be read.')).toBeVisible()
})
