import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible, rememberScheme } from '@tests/axe'
import { composed, lines, weekend } from '@tests/fixtures/campaigns'
import { goodCustomers, staff } from '@tests/fixtures/segments'
import { twilio } from '@tests/fixtures/settings'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'
import { marked } from '../compose/Phone'

type Args = Record<string, unknown>
const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const text = () => screen.findByRole('textbox', { name: 'Text message' })
const saved = (draft: Args) => {
  const { id, name, purpose, ...rest } = draft
  return { ...weekend, ...rest, line: { ...weekend.line, id: id ?? 12, name, purpose } }
}
const saving = () => vi.fn(({ draft }: Args) => saved(draft as Args))
const lastDraft = (save: ReturnType<typeof saving>) => save.mock.lastCall?.[0]?.draft as Args

test.each([
  ['/campaigns', 'light'],
  ['/campaigns/new', 'light'],
  ['/campaigns/7/edit', 'dark'],
] as const)('axe finds nothing on %s in the %s scheme', async (path, scheme) => {
  rememberScheme(scheme)
  await openPage(path)
  if (path !== '/campaigns') await text()
  if (path === '/campaigns/7/edit') await screen.findByText('$19.04')
  await expectAccessible()
})

test('the list shows every state in a word, and how far a campaign is', async () => {
  await openPage('/campaigns')
  for (const state of ['Draft', 'Sending', 'Paused', 'Finished'])
    expect(await screen.findByText(state)).toBeVisible()
  expect(screen.getByText('412 of 1,204 done')).toBeVisible()
  expect(screen.getByRole('progressbar', { name: 'Progress of Blue runner is back' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Weekend sale' })).toHaveAttribute('href', '/#/campaigns/7/edit')
  expect(screen.getByRole('link', { name: 'Blue runner is back' })).toHaveAttribute('href', '/#/campaigns/6')
})

test('Ctrl-N and the empty list both lead to a new campaign', async () => {
  await openPage('/campaigns', { campaigns_list: [] })
  await userEvent.click(await screen.findByRole('link', { name: 'New campaign' }))
  await heading('New campaign')
  fireEvent.keyDown(window, { key: '4', ctrlKey: true })
  await heading('Campaigns')
  fireEvent.keyDown(window, { key: 'n', ctrlKey: true })
  await heading('New campaign')
})

test('a new campaign is made once, by its name, and then saved under its id as it is written', async () => {
  const user = userEvent.setup()
  const campaign_save = saving()
  await openPage('/campaigns/new', { campaign_save, senders_list: [twilio] })
  expect(await screen.findByText('Give it a name, and it is saved as you write.')).toBeVisible()
  await user.click(await text())
  await user.paste('Hello')
  fireEvent.keyDown(window, { key: 's', ctrlKey: true })
  expect(campaign_save).not.toHaveBeenCalled()
  await user.click(screen.getByRole('textbox', { name: 'Name' }))
  await user.paste('Spring')
  await screen.findByText('Saved')
  expect(lastDraft(campaign_save)).toMatchObject({ id: null, name: 'Spring', body: 'Hello', sender: 1 })
  expect(window.location.hash).toBe('#/campaigns/12/edit')
  await user.click(await text())
  await user.paste(', Alice')
  fireEvent.keyDown(window, { key: 's', ctrlKey: true })
  await waitFor(() => expect(lastDraft(campaign_save)).toMatchObject({ id: 12, body: 'Hello, Alice' }))
  const made = campaign_save.mock.calls.filter(([args]) => (args.draft as Args).id === null)
  expect(made).toHaveLength(1)
})

test('a save that is refused is said, with what to do', async () => {
  const user = userEvent.setup()
  await openPage('/campaigns/7/edit', {
    campaign_save: () => {
      throw { code: 'store_full', message: 'The disk is full.', hint: 'Make room.', notice: false }
    },
  })
  await user.type(await text(), '!')
  expect(await screen.findByText('The disk is full.')).toBeVisible()
  expect(screen.getByText('Not saved')).toBeVisible()
})

test('leaving the page saves what was not saved yet', async () => {
  const user = userEvent.setup()
  const campaign_save = saving()
  await openPage('/campaigns/7/edit', { campaign_save })
  await user.click(await text())
  await user.paste(' Bye')
  fireEvent.keyDown(window, { key: '1', ctrlKey: true })
  await heading('Today')
  await waitFor(() => expect(lastDraft(campaign_save).body).toMatch(/ Bye$/))
})

test('a field is written at the caret, with a word for those who have no value', async () => {
  const user = userEvent.setup()
  await openPage('/campaigns/7/edit')
  const area = (await text()) as HTMLTextAreaElement
  fireEvent.change(area, { target: { value: 'Hi , look' } })
  area.setSelectionRange(3, 3)
  await user.click(screen.getByRole('button', { name: 'Insert a field' }))
  await user.click(await screen.findByRole('menuitem', { name: /First name/ }))
  expect(area).toHaveValue('Hi {{first_name|there}}, look')
  await waitFor(() => expect(area).toHaveFocus())
  expect(area.selectionStart).toBe(23)
})

test('length and cost are the core’s, the longest text and the culprit are named, and one click spells cheaper', async () => {
  await openPage('/campaigns/7/edit')
  expect(await screen.findByText('$19.04')).toBeVisible()
  expect(screen.getByText('Unicode (UCS-2)')).toBeVisible()
  expect(screen.getByText('2,410')).toBeVisible()
  const spread = screen.getByRole('table', { name: 'Texts by number of parts' })
  expect(
    within(spread)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual(['2 parts each1,202 texts', '3 parts each2 texts'])
  expect(screen.getByText(/longest goes to Maximiliana Featherstonehaugh/)).toBeVisible()
  expect(screen.getByText(/U\+2019 at character 30, can be written '/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Use the cheaper spelling' }))
  expect(await text()).toHaveValue(composed.cheaper)
})

test('the phone shows real people in turn, with the characters that force Unicode marked', async () => {
  await openPage('/campaigns/7/edit')
  const phone = (await screen.findByRole('figure')) as HTMLElement
  expect(phone).toHaveTextContent('Alice Archer')
  expect(within(phone).getByText('’').tagName).toBe('MARK')
  await userEvent.click(screen.getByRole('radio', { name: 'Value missing' }))
  expect(screen.getByRole('figure')).toHaveTextContent('Hi there,')
})

test('what is wrong with the text is said beside it', async () => {
  const problem = {
    code: 'field_unknown',
    message: 'There is no merge field called "nmae".',
    hint: 'Did you mean first_name?',
    notice: false,
  }
  await openPage('/campaigns/7/edit', { compose_preview: { ...composed, previews: [], problem } })
  expect(await screen.findByText(/no merge field called "nmae"/)).toBeVisible()
  expect(screen.getByText('Did you mean first_name?')).toBeVisible()
})

test('the audience is a saved segment or a rule of its own, and a segment can be left out', async () => {
  const user = userEvent.setup()
  const campaign_save = saving()
  await openPage('/campaigns/7/edit', { campaign_save })
  await user.click(await screen.findByRole('combobox', { name: 'Segment' }))
  await user.click(await screen.findByRole('option', { name: staff.name }))
  await waitFor(() =>
    expect(lastDraft(campaign_save)).toMatchObject({ segment_name: staff.name, rule: staff.rule }),
  )
  await user.click(screen.getByRole('combobox', { name: 'Leave out' }))
  await user.click(await screen.findByRole('option', { name: goodCustomers.name }))
  await waitFor(() => expect(lastDraft(campaign_save).exclude).toBe(goodCustomers.rule))
  await user.click(screen.getByRole('radio', { name: 'A rule for this campaign' }))
  await user.click(screen.getByRole('button', { name: 'Take out rule 1' }))
  await waitFor(() =>
    expect(lastDraft(campaign_save)).toMatchObject({ segment_name: '', rule: '{"all":[]}' }),
  )
})

test('a segment that has changed since is offered, not taken unasked', async () => {
  const campaign_save = saving()
  const moved = { ...goodCustomers, rule: staff.rule }
  await openPage('/campaigns/7/edit', { campaign_save, segments_list: [moved] })
  await userEvent.click(await screen.findByRole('button', { name: 'Take the new rule' }))
  await waitFor(() => expect(lastDraft(campaign_save).rule).toBe(staff.rule))
})

test('a test text is sent only after the draft was saved, and says when it goes', async () => {
  const user = userEvent.setup()
  const order: string[] = []
  await openPage('/campaigns/7/edit', {
    campaign_save: ({ draft }: Args) => {
      order.push('save')
      return saved(draft as Args)
    },
    campaign_test: () => {
      order.push('test')
      return { due_at: '2026-11-20T15:04:00Z' }
    },
  })
  await user.type(await text(), '!')
  await user.click(screen.getByRole('button', { name: 'Send a test to my phone' }))
  expect(await screen.findByText(/Your test may go at/)).toBeVisible()
  expect(order).toEqual(['save', 'test'])
})

test('without a sender the way to Settings is shown and no test can be sent', async () => {
  await openPage('/campaigns/new', { senders_list: [] })
  expect(await screen.findByText('No sender is set up')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Connect one in Settings' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Send a test to my phone' })).toBeDisabled()
})

test('what has been approved is not opened for writing', async () => {
  await openPage('/campaigns/6/edit', { campaign_show: { ...weekend, line: lines[1] } })
  expect(await screen.findByText('This campaign has been approved')).toBeVisible()
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
})

test('a text is cut where forcing characters begin and end, whole emoji included', () => {
  expect(marked('a😀😀b', ['😀']).map(({ text: piece, forced }) => [piece, forced])).toEqual([
    ['a', false],
    ['😀😀', true],
    ['b', false],
  ])
})
