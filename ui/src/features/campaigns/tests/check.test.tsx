import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible, rememberScheme, schemes } from '@tests/axe'
import { barredPage, lines, page, warned, weekend } from '@tests/fixtures/campaigns'
import { nobody } from '@tests/fixtures/segments'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const deed = 'Send to 1,204 people, about $19.04, done by 16:40'
const approveButton = () => screen.findByRole('button', { name: deed })
const approval = () => screen.getByRole('region', { name: 'Approval' })
const refusal = (code: string) => ({ code, message: 'It moved.', hint: 'Look again.', notice: true })

test.each(schemes)('axe finds nothing in the %s scheme, dialog included', async (scheme) => {
  rememberScheme(scheme)
  await openPage('/campaigns/7/check')
  await approveButton()
  await expectAccessible()
  await userEvent.click(await approveButton())
  await screen.findByRole('dialog')
  await expectAccessible()
})

test('blocks come first, then warnings, then what passes, each with its evidence and the way to fix it', async () => {
  await openPage('/campaigns/7/check', { campaign_check: barredPage })
  await screen.findByText('Must be put right first')
  const titles = screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)
  expect(titles.slice(0, 3)).toEqual(['Must be put right first', 'Worth a look', 'In order'])
  const blocks = screen.getByRole('region', { name: 'Must be put right first' })
  expect(blocks).toHaveTextContent('is not registered for texts to the United States')
  expect(within(blocks).getByRole('link', { name: 'Go to Settings' })).toHaveAttribute(
    'href',
    '/#/settings?at=senders',
  )
  const warnings = screen.getByRole('region', { name: 'Worth a look' })
  const [toText] = within(warnings).getAllByRole('link', { name: 'Go to the draft' })
  expect(toText).toHaveAttribute('href', '/#/campaigns/7/edit?at=text')
})

test('one press writes the text in its plain spelling and checks again', async () => {
  const campaign_check = vi.fn(() => page)
  const campaign_respell = vi.fn(() => ({ ...weekend, revision: 4 }))
  await openPage('/campaigns/7/check', { campaign_check, campaign_respell })
  await userEvent.click(await screen.findByRole('button', { name: 'Use the plain spelling' }))
  expect(campaign_respell).toHaveBeenCalledWith({ id: 7 })
  await waitFor(() => expect(campaign_check).toHaveBeenCalledTimes(2))
})

test('a repeated text stands beside the one it repeats', async () => {
  await openPage('/campaigns/7/check', { campaign_check: barredPage })
  const [mine, other] = await screen.findAllByRole('figure')
  expect(mine).toHaveTextContent('weekend sale')
  expect(other).toHaveTextContent('Autumn sale')
  expect(other).toHaveTextContent('autumn sale')
})

test('a block disables the deed and says why beside it', async () => {
  await openPage('/campaigns/7/check', { campaign_check: barredPage })
  expect(await approveButton()).toBeDisabled()
  expect(approval()).toHaveTextContent('1 check blocks this.')
})

test('with nobody to reach there is nothing to approve', async () => {
  await openPage('/campaigns/7/check', { campaign_check: { ...page, reach: nobody, previews: [] } })
  expect(await approveButton()).toBeDisabled()
  expect(approval()).toHaveTextContent('Nobody would receive it now.')
})

test('approving names count, cost and finality, and approves exactly what was seen', async () => {
  const campaign_approve = vi.fn(() => ({ line: lines[1] }))
  await openPage('/campaigns/7/check', { campaign_approve })
  await userEvent.click(await approveButton())
  expect(campaign_approve).not.toHaveBeenCalled()
  const dialog = await screen.findByRole('dialog', { name: /Approve "Weekend sale"/ })
  expect(dialog).toHaveTextContent('1,204 people get this text')
  expect(dialog).toHaveTextContent('about $19.04')
  expect(dialog).toHaveTextContent('cannot be taken back')
  await userEvent.click(within(dialog).getByRole('button', { name: deed }))
  await waitFor(() =>
    expect(campaign_approve).toHaveBeenCalledWith({
      approve: { id: 7, revision: 3, recipients: 1204, seal: '5d1c' },
    }),
  )
  await waitFor(() => expect(window.location.hash).toBe('#/campaigns/7'))
})

test.each(['reach_changed', 'campaign_changed'])(
  'on %s it says what you saw has changed and checks again',
  async (code) => {
    let reach = page.reach
    const campaign_check = vi.fn(() => ({ ...page, reach }))
    const campaign_approve = vi.fn(() => {
      reach = { ...page.reach, will_receive: 1203 }
      throw refusal(code)
    })
    await openPage('/campaigns/7/check', { campaign_check, campaign_approve })
    await userEvent.click(await approveButton())
    const dialog = await screen.findByRole('dialog')
    await userEvent.click(within(dialog).getByRole('button', { name: deed }))
    expect(await screen.findByText('What you saw has changed')).toBeVisible()
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(await screen.findByRole('button', { name: /1,203 people: Will receive/ })).toBeVisible()
    expect(window.location.hash).toBe('#/campaigns/7/check')
  },
)

test('any other refusal stays in the dialog in its own words', async () => {
  await openPage('/campaigns/7/check', {
    campaign_approve: () => {
      throw refusal('over_ceiling')
    },
  })
  await userEvent.click(await approveButton())
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: deed }))
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('It moved.')
})

test('a check nobody has named yet is still readable', async () => {
  const odd = { ...warned, id: 'moon_phase', evidence: 'It is full.', fix: '', deed: '' }
  await openPage('/campaigns/7/check', { campaign_check: { ...page, checks: [odd] } })
  expect(await screen.findByText('Moon phase')).toBeVisible()
})

test('an approved campaign has nothing left to check', async () => {
  const campaign_check = vi.fn(() => page)
  await openPage('/campaigns/6/check', {
    campaign_show: { ...weekend, line: lines[1] },
    campaign_check,
  })
  expect(await screen.findByText('This campaign has been approved')).toBeVisible()
  expect(campaign_check).not.toHaveBeenCalled()
})
