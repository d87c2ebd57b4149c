import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { look, mended, preview } from '@tests/fixtures/contacts'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'
import type { ImportRequest } from '@/host'

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))
const step = (name: string) => screen.findByRole('heading', { level: 2, name })
const requested = (call: unknown) => (call as [{ request: ImportRequest }])[0].request

/** The core's first look: a column chosen by hand is no longer unclear. */
function looking(base = look) {
  return vi.fn((args: Record<string, unknown>) => {
    const { map } = args.request as ImportRequest
    const columns = base.columns.map((column) => {
      const choice = map.find((one) => one.column === column.column)
      return choice ? { ...column, field: choice.field, certainty: 'chosen', candidates: [] } : column
    })
    return { ...base, columns }
  })
}

async function choose(column: string, meaning: string) {
  await userEvent.click(screen.getByRole('combobox', { name: `Meaning of the column ${column}` }))
  await userEvent.click(await screen.findByRole('option', { name: meaning }))
}

async function toProblems() {
  await press('Choose a file')
  await step('Columns')
  await choose('Default Address Phone', 'Leave out')
  await waitFor(() => expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled())
  await press('Next')
  await step('Problems')
}

async function toConsent() {
  await toProblems()
  await press('Next')
  await step('Consent')
}

async function toPreview() {
  await toConsent()
  await userEvent.click(screen.getByRole('radio', { name: 'They gave a card, or I do not know' }))
  await press('Next')
  await step('Preview')
  await waitFor(() => expect(screen.getByRole('button', { name: /^Import:/ })).toBeEnabled())
}

test('a picked file shows its columns with samples and how sure each guess is', async () => {
  const asked = looking()
  await openPage('/contacts/import', { import_look: asked })
  await expectAccessible()
  await press('Choose a file')
  await step('Columns')
  expect(requested(asked.mock.calls[0])).toEqual({
    path: '/home/owner/customers_export.csv',
    country: 'US',
    map: [],
    declaration: null,
    repairs: [],
    edits: [],
  })
  const phone = screen.getByRole('rowheader', { name: 'Phone' }).closest('tr') as HTMLElement
  expect(phone).toHaveTextContent('(212) 555-0101')
  expect(within(phone).getByText('Guessed')).toBeVisible()
  await expectAccessible()
})

test('an unclear column bars the way until it is chosen, and the choice is asked again', async () => {
  const asked = looking()
  await openPage('/contacts/import', { import_look: asked })
  await press('Choose a file')
  await step('Columns')
  expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled()
  expect(screen.getByText('Choose what the marked columns mean.')).toBeVisible()
  await choose('Default Address Phone', 'Phone')
  await waitFor(() => expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled())
  expect(requested(asked.mock.lastCall).map).toEqual([{ column: 'Default Address Phone', field: 'phone' }])
})

test('a choice that the core refuses can be taken back', async () => {
  const good = looking()
  const asked = vi.fn((args: Record<string, unknown>) => {
    if (
      (args.request as ImportRequest).map.some(({ column, field }) => column === 'Phone' && field === 'note')
    )
      throw { code: 'import_no_phone_column', message: 'No column holds phone numbers.', hint: '' }
    return good(args)
  })
  await openPage('/contacts/import', { import_look: asked })
  await press('Choose a file')
  await step('Columns')
  await choose('Phone', 'E-mail')
  await screen.findByText('You chose')
  await choose('Default Address Phone', 'Leave out')
  await waitFor(() => expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled())
})

test('a file that cannot be used says why, and another can be chosen', async () => {
  const refuse = () => {
    throw { code: 'import_is_spreadsheet', message: 'This is a spreadsheet file.', hint: 'Save it as CSV.' }
  }
  await openPage('/contacts/import', { import_look: refuse })
  await press('Choose a file')
  expect(await screen.findByText('This is a spreadsheet file.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Choose another file' })).toBeEnabled()
  expect(screen.queryByRole('button', { name: 'Next' })).not.toBeInTheDocument()
})

test('a file dropped on the window needs no picking', async () => {
  const asked = looking()
  await openPage('/contacts/import?file=%2Fhome%2Fowner%2Fdropped.csv', { import_look: asked })
  await step('Columns')
  expect(requested(asked.mock.calls[0]).path).toBe('/home/owner/dropped.csv')
})

test('consent needs a day and the exact words, and is asked of the core as given', async () => {
  const asked = vi.fn(() => preview)
  await openPage('/contacts/import', { import_look: looking(), import_preview: asked })
  await toConsent()
  expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled()
  await userEvent.click(screen.getByRole('radio', { name: 'At the checkout of my shop' }))
  await press('Next')
  expect(screen.getByText('Say when, as 2026-05-31.')).toBeVisible()
  await userEvent.type(screen.getByLabelText('When'), '2026-05-31')
  await userEvent.type(screen.getByLabelText('The exact words they saw'), 'Text me offers')
  await expectAccessible()
  await press('Next')
  await step('Preview')
  await waitFor(() =>
    expect(requested(asked.mock.lastCall).declaration).toEqual({
      basis: 'ticked_box',
      source: 'checkout',
      date: '2026-05-31',
      wording: 'Text me offers',
      scope: 'promotional',
    }),
  )
})

test('having bought asks for a day only, and a bought list says that it is held', async () => {
  const asked = vi.fn(() => preview)
  await openPage('/contacts/import', { import_look: looking(), import_preview: asked })
  await toConsent()
  await userEvent.click(screen.getByRole('radio', { name: /^The list was bought/ }))
  expect(screen.getByText('These people will be held')).toBeVisible()
  await expectAccessible()
  await userEvent.click(screen.getByRole('radio', { name: /^They bought from us/ }))
  await press('Next')
  expect(screen.getByText('Say when, as 2026-05-31.')).toBeVisible()
  await userEvent.type(screen.getByLabelText('Nobody bought before'), '2020-01-01')
  await press('Next')
  await step('Preview')
  await waitFor(() =>
    expect(requested(asked.mock.lastCall).declaration).toMatchObject({
      basis: 'customers',
      date: '2020-01-01',
    }),
  )
})

test('consent that cannot be proved declares nothing', async () => {
  const asked = vi.fn(() => preview)
  await openPage('/contacts/import', { import_look: looking(), import_preview: asked })
  await toPreview()
  expect(requested(asked.mock.lastCall).declaration).toBeNull()
})

test('a file with a consent column is honoured row by row, and the owner is told', async () => {
  await openPage('/contacts/import', { import_look: looking({ ...look, has_consent_column: true }) })
  await toConsent()
  expect(screen.getByText('The file says who agreed')).toBeVisible()
  expect(screen.queryByRole('radio', { name: 'They gave a card, or I do not know' })).not.toBeInTheDocument()
  expect(screen.getByRole('radio', { name: 'I know no more than the file says' })).toBeVisible()
})

test('a repair mends all its rows at once, is counted live, and is taken back', async () => {
  const commit = vi.fn(() => preview.counts)
  await openPage('/contacts/import', { import_look: looking(), import_commit: commit })
  await toProblems()
  const card = within(await screen.findByRole('region', { name: /^Numbers without a country code: 38 rows/ }))
  await expectAccessible()
  await userEvent.click(card.getByRole('button', { name: 'Apply +44' }))
  expect(await card.findByText(/37 rows mended/)).toBeVisible()
  expect(card.getByText('1 left')).toBeVisible()
  expect(screen.getByText('849')).toBeVisible()
  await userEvent.click(card.getByRole('button', { name: /^Take back/ }))
  expect(await card.findByText('38 left')).toBeVisible()
  expect(screen.getByText('812')).toBeVisible()
  expect(commit).not.toHaveBeenCalled()
})

test('the rows of a problem are shown, a cell is corrected, and the correction is taken back', async () => {
  const asked = vi.fn(mended)
  await openPage('/contacts/import', { import_look: looking(), import_preview: asked })
  await toProblems()
  await userEvent.click(await screen.findByRole('button', { name: /^Show the rows: No phone number/ }))
  const cell = await screen.findByRole('textbox', { name: 'Phone, row 14' })
  await expectAccessible()
  await userEvent.clear(cell)
  await userEvent.type(cell, '+12125550104{Enter}')
  expect(await screen.findByText('You corrected 1 cell')).toBeVisible()
  expect(requested(asked.mock.lastCall).edits).toEqual([{ row: 14, column: 'Phone', text: '+12125550104' }])
  expect(await screen.findByText('813')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Take back: row 14, Phone' }))
  await waitFor(() => expect(requested(asked.mock.lastCall).edits).toEqual([]))
})

test('counting a large file tells how far it is and can be stopped', async () => {
  let refuse: (problem: unknown) => void = () => undefined
  const cancel = vi.fn(() => {
    refuse({ code: 'import_cancelled', message: 'The import was cancelled.', hint: '', notice: true })
    return null
  })
  const count = () =>
    new Promise((_, reject) => {
      refuse = reject
    })
  await openPage('/contacts/import', { import_look: looking(), import_preview: count, import_cancel: cancel })
  await toProblems()
  await press('Stop counting')
  expect(await screen.findByText('Counting was stopped')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Count again' })).toBeVisible()
})

test('the preview says what would happen and that nothing has happened yet', async () => {
  const commit = vi.fn(() => preview.counts)
  await openPage('/contacts/import', { import_look: looking(), import_commit: commit })
  await toPreview()
  expect(screen.getByText(/Nothing has been saved yet/)).toBeVisible()
  const why = within(screen.getByRole('region', { name: 'Why rows are left out' }))
  expect(why.getByText('No phone number')).toBeVisible()
  expect(why.getByText('Number from the moon')).toBeVisible()
  expect(screen.getByText(/9 numbers have opted out before/)).toBeVisible()
  expect(commit).not.toHaveBeenCalled()
  await expectAccessible()
})

type Told = { index: number; message: { rows: number; permille: number } }

/** Speaks as the shell does over a channel. */
const tell = (progress: unknown, told: Told) => {
  const id = Number(String(progress).replace('__CHANNEL__:', '')) || (progress as { id: number }).id
  const inner = (
    window as unknown as { __TAURI_INTERNALS__: { runCallback: (id: number, data: unknown) => void } }
  ).__TAURI_INTERNALS__
  act(() => inner.runCallback(id, told))
}

test('the import tells how far it is and ends with the same numbers and a next step', async () => {
  let finish: (counts: unknown) => void = () => undefined
  let progress: unknown
  const commit = (args: Record<string, unknown>) => {
    progress = args.progress
    return new Promise((resolve) => {
      finish = resolve
    })
  }
  await openPage('/contacts/import', { import_look: looking(), import_commit: commit })
  await toPreview()
  await press(/^Import:/)
  await step('Import')
  tell(progress, { index: 0, message: { rows: 420, permille: 421 } })
  expect(screen.getByText('420 rows read')).toBeVisible()
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42')
  await expectAccessible()
  await act(async () => finish(preview.counts))
  expect(await screen.findByText('The import is done.')).toBeVisible()
  expect(screen.getByText('812')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Create a segment' })).toBeVisible()
})

test('a cancelled import says that nothing was saved', async () => {
  let refuse: (problem: unknown) => void = () => undefined
  const commit = () =>
    new Promise((_, reject) => {
      refuse = reject
    })
  const cancel = vi.fn(() => {
    refuse({ code: 'import_cancelled', message: 'The import was cancelled.', hint: '', notice: true })
    return null
  })
  await openPage('/contacts/import', {
    import_look: looking(),
    import_commit: commit,
    import_cancel: cancel,
  })
  await toPreview()
  await press(/^Import:/)
  await step('Import')
  await press('Cancel the import')
  expect(await screen.findByText(/Nothing of it was saved/)).toBeVisible()
  expect(cancel).toHaveBeenCalledOnce()
  expect(screen.queryByText('The import is done.')).not.toBeInTheDocument()
  await press('Back')
  await step('Preview')
})

test('leaving while it runs asks first, and cancels', async () => {
  const cancel = vi.fn(() => null)
  await openPage('/contacts/import', {
    import_look: looking(),
    import_commit: () => new Promise(() => undefined),
    import_cancel: cancel,
  })
  await toPreview()
  await press(/^Import:/)
  await step('Import')
  await userEvent.click(screen.getByRole('link', { name: 'Today' }))
  const dialog = await screen.findByRole('dialog')
  expect(cancel).not.toHaveBeenCalled()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel the import and leave' }))
  await screen.findByRole('heading', { level: 1, name: 'Today' })
  expect(cancel).toHaveBeenCalledOnce()
})
