import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible, rememberScheme } from '@tests/axe'
import { deep, goodCustomers, nobody, reached, staff } from '@tests/fixtures/segments'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const opened = (show: RegExp) => screen.findByRole('button', { name: show })
const ruleOf = (call: unknown[] | undefined) =>
  ((call?.[0] as { query: { rule: string } } | undefined)?.query.rule ?? '') as string

test.each([
  ['/segments', 'light'],
  ['/segments/new', 'dark'],
  ['/segments/4', 'light'],
  ['/segments/6', 'dark'],
] as const)('axe finds nothing on %s in the %s scheme', async (path, scheme) => {
  rememberScheme(scheme)
  await openPage(path)
  if (path !== '/segments') await screen.findByText('Will receive', { selector: 'span' })
  await expectAccessible()
})

test('the list says each rule in words and leads into it', async () => {
  await openPage('/segments')
  expect(await screen.findByText(/Total spent is more than 200 and \(City is Oakland or/)).toBeVisible()
  await userEvent.click(screen.getByRole('link', { name: goodCustomers.name }))
  await heading(goodCustomers.name)
})

test('without segments the page says what one is for and offers to make one', async () => {
  await openPage('/segments', { segments_list: [] })
  await screen.findByText('No segments yet')
  await userEvent.click(screen.getByRole('link', { name: 'New segment' }))
  await heading('New segment')
})

test('a refusal is shown in its own words', async () => {
  const store_closed = {
    code: 'store_closed',
    message: 'The store is closed.',
    hint: 'Open it.',
    notice: false,
  }
  await openPage('/segments', {
    segments_list: () => {
      throw store_closed
    },
  })
  expect(await screen.findByRole('alert')).toHaveTextContent('The store is closed.')
})

test('deleting asks first and names the segment', async () => {
  const segment_delete = vi.fn(() => null)
  await openPage('/segments', { segment_delete })
  await userEvent.click(await screen.findByRole('button', { name: 'Delete Staff and friends' }))
  expect(segment_delete).not.toHaveBeenCalled()
  const dialog = await screen.findByRole('dialog', { name: /Staff and friends/ })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete the segment' }))
  await waitFor(() => expect(segment_delete).toHaveBeenCalledWith({ id: staff.id }))
})

test('a rule is built by field, word and value, and reach follows it', async () => {
  const user = userEvent.setup()
  const reach_preview = vi.fn(() => reached)
  await openPage('/segments/new', { reach_preview })
  await opened(/2,010 people: Match the rule/)
  expect(screen.getByText('Everybody in your list.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Add a rule' }))
  await user.click(screen.getByRole('combobox', { name: 'Rule 1: what' }))
  await user.click(await screen.findByRole('option', { name: 'Total spent' }))
  expect(screen.getByText(/this rule is not counted yet/)).toBeVisible()
  expect(screen.getByText('1 unfinished rule is not counted.')).toBeVisible()
  await user.type(screen.getByRole('textbox', { name: 'Rule 1: value' }), '200')
  await waitFor(() =>
    expect(ruleOf(reach_preview.mock.lastCall as unknown[])).toBe(
      '{"all":[{"field":"total_spent","op":"more_than","value":200}]}',
    ),
  )
  expect(screen.queryByText(/not counted/)).not.toBeInTheDocument()
})

test('the connector appears with the second rule and turns from "and" to "or"', async () => {
  const user = userEvent.setup()
  await openPage('/segments/5')
  await opened(/Match the rule/)
  expect(screen.queryByRole('button', { name: /All or any/ })).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Add a rule' }))
  await user.click(screen.getByRole('button', { name: 'All or any of the rules: and' }))
  expect(screen.getByRole('button', { name: 'All or any of the rules: or' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Take out rule 2' }))
  expect(screen.queryByRole('button', { name: /All or any/ })).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Add a rule' })).toHaveFocus()
})

test('a rule too deep for the builder is shown as written and can be replaced only on purpose', async () => {
  const reach_preview = vi.fn(() => reached)
  await openPage('/segments/6', { reach_preview })
  expect(await screen.findByRole('region', { name: 'The rule as written' })).toHaveTextContent('"vip"')
  await waitFor(() => expect(ruleOf(reach_preview.mock.lastCall as unknown[])).toBe(deep.rule))
  expect(screen.getByRole('button', { name: 'Save the segment' })).toBeDisabled()
  await userEvent.click(screen.getByRole('button', { name: 'Start over' }))
  expect(screen.getByText('Everybody in your list.')).toBeVisible()
})

test('every reason stands in its order with its number, and the sums stand below', async () => {
  await openPage('/segments/4')
  await opened(/2,010 people: Match the rule/)
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent)).toEqual([
    'Match the rule2,010',
    'Opted out or blocked21',
    'Not a real phone number0',
    'Not a mobile number15',
    'Waiting for your look0',
    'Asked to confirm, no YES yet0',
    'Never agreed to texts580',
    'Agreed to other texts only24',
    'Same number as another0',
    'In the segment you leave out0',
    'Has already bought0',
    'In a conversation with you0',
    'Had a text recently166',
    'Had as many as the law allows0',
    'Had as many as your cap allows0',
    'No allowed hour left0',
    'Left out in all806',
    'Will receive1,204',
  ])
  expect(screen.getByText('2,010 match, less 806 left out, leaves 1,204.')).toBeVisible()
})

test('a reason nobody has heard of is still readable', async () => {
  const odd = { ...reached, excluded_by: [{ reason: 'on_the_moon', count: 3 }] }
  await openPage('/segments/4', { reach_preview: odd })
  expect(await opened(/3 people: On the moon/)).toBeVisible()
})

test('a number opens its people', async () => {
  const reach_people = vi.fn(() => [
    { id: 1, number: '+12125550111', name: 'Alice Archer', reason: 'recently_texted' },
  ])
  await openPage('/segments/4', { reach_people })
  await userEvent.click(await opened(/166 people: Had a text recently/))
  const drawer = await screen.findByRole('dialog', { name: 'Had a text recently' })
  expect(await within(drawer).findByText('Alice Archer')).toBeVisible()
  expect(reach_people).toHaveBeenCalledWith({
    query: {
      reach: { rule: goodCustomers.rule, exclude: '', purpose: 'promotional' },
      which: 'recently_texted',
      offset: 0,
      limit: 100,
    },
  })
  await expectAccessible()
})

test('the purpose is part of the question', async () => {
  const reach_preview = vi.fn((_: Record<string, unknown>) => reached)
  await openPage('/segments/4', { reach_preview })
  await opened(/Match the rule/)
  await userEvent.click(screen.getByRole('radio', { name: 'Order news' }))
  await waitFor(() =>
    expect(reach_preview.mock.lastCall?.[0]).toMatchObject({ query: { purpose: 'transactional' } }),
  )
})

test('an answer to an older question never replaces a newer one, and the old number is dimmed meanwhile', async () => {
  const answers: Record<string, (reach: unknown) => void> = {}
  const reach_preview = (args: Record<string, unknown>) => {
    const { purpose } = args.query as { purpose: string }
    return new Promise((settle) => {
      answers[purpose] = settle
    })
  }
  await openPage('/segments/4', { reach_preview })
  await waitFor(() => expect(answers).toHaveProperty('promotional'))
  answers.promotional?.(reached)
  await opened(/2,010 people/)
  await userEvent.click(screen.getByRole('radio', { name: 'Order news' }))
  await waitFor(() => expect(answers).toHaveProperty('transactional'))
  await userEvent.click(screen.getByRole('radio', { name: 'Answers' }))
  await waitFor(() => expect(answers).toHaveProperty('conversational'))
  const shown = () => document.querySelector('[data-size=lg] [data-stale]')
  expect(shown()).toHaveTextContent('1,204')
  expect(shown()).toHaveAttribute('data-stale', 'true')
  answers.conversational?.({ ...nobody, matched: 8, will_receive: 8 })
  await waitFor(() => expect(shown()).toHaveAttribute('data-stale', 'false'))
  answers.transactional?.({ ...nobody, matched: 77, will_receive: 77 })
  await new Promise((settle) => setTimeout(settle, 50))
  expect(shown()).toHaveTextContent('8')
  expect(screen.queryByText('77')).not.toBeInTheDocument()
})

test('a segment without a name is not saved, and the field says so', async () => {
  const segment_save = vi.fn()
  await openPage('/segments/new', { segment_save })
  await userEvent.click(await screen.findByRole('button', { name: 'Save the segment' }))
  expect(await screen.findByText('Give the segment a name first.')).toBeVisible()
  expect(segment_save).not.toHaveBeenCalled()
})

test('saving under the name of another segment asks before it replaces that one', async () => {
  const user = userEvent.setup()
  const segment_save = vi.fn((_: Record<string, unknown>) => ({ ...staff, rule: '{"all":[]}' }))
  await openPage('/segments/new', { segment_save })
  await user.type(await screen.findByRole('textbox', { name: /Name/ }), staff.name)
  await user.click(screen.getByRole('button', { name: 'Save the segment' }))
  const dialog = await screen.findByRole('dialog', { name: /Replace "Staff and friends"/ })
  expect(segment_save).not.toHaveBeenCalled()
  await user.click(within(dialog).getByRole('button', { name: 'Replace it' }))
  await waitFor(() =>
    expect(segment_save.mock.lastCall?.[0]).toEqual({ draft: { name: staff.name, rule: '{"all":[]}' } }),
  )
  await heading(staff.name)
})
