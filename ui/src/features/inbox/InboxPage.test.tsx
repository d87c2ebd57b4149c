import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { conversation, conversations } from '@tests/fixtures/inbox'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const list = () => screen.findByRole('list', { name: 'Conversations' })
const names = async () =>
  within(await list())
    .getAllByRole('button')
    .map((line) => line.querySelector('strong')?.textContent)
const chosen = async () => (await list()).querySelector('[aria-current=true] strong')?.textContent

test('those who wait come first, a doubtful opt-out among them', async () => {
  await openPage('/inbox')
  expect(await names()).toEqual(['Alice Archer', 'Bob Baker', '+12125550123', 'Emil Eger'])
  await userEvent.click(screen.getByRole('radio', { name: /^Opted out/ }))
  expect(await names()).toEqual(['Bob Baker', 'Carla Costa'])
  await expectAccessible()
})

test('an answer goes out as written, and what was refused stays in the field', async () => {
  const reply = vi.fn().mockImplementationOnce(() => {
    throw { code: 'busy', message: 'Not possible now.', hint: 'Try again.' }
  })
  reply.mockImplementation(({ text }) => {
    const shown = conversation(conversations[0] as never)
    return { ...shown, texts: [...shown.texts, { ...shown.texts[0], body: text, state: 'queued' }] }
  })
  await openPage('/inbox?with=1', { inbox_reply: reply })
  const field = await screen.findByRole('textbox', { name: 'Answer' })
  await userEvent.type(field, 'Yes, we do.')
  await userEvent.click(screen.getByRole('button', { name: 'Send the answer' }))
  expect(await screen.findByText('Not possible now.')).toBeVisible()
  expect(field).toHaveValue('Yes, we do.')
  await userEvent.click(screen.getByRole('button', { name: 'Send the answer' }))
  await waitFor(() => expect(field).toHaveValue(''))
  expect(reply).toHaveBeenLastCalledWith({ id: 1, text: 'Yes, we do.' })
  expect(screen.getByText('Yes, we do.')).toBeVisible()
  await expectAccessible()
})

test('after a STOP there is no field, but the reason, and the STOP stands as a line of its own', async () => {
  await openPage('/inbox?with=4')
  expect(await screen.findByText('No answer by text is possible')).toBeVisible()
  expect(screen.getByText(/^Opted out: Counterbell sends no more texts/)).toBeVisible()
  expect(screen.getByText(/Sent by itself: confirmation/)).toBeVisible()
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
  expect(await chosen()).toBe('Carla Costa')
})

test('only the owner settles a doubtful opt-out', async () => {
  const settle = vi.fn(() =>
    conversation({ ...(conversations[1] as never as object), state: 'opted_out' } as never),
  )
  await openPage('/inbox?with=2', { opt_out_settle: settle })
  expect(await screen.findByRole('button', { name: 'It was not' })).toBeVisible()
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'It was an opt-out' }))
  expect(settle).toHaveBeenCalledWith({ id: 2, optedOut: true })
  expect(await screen.findByText('No answer by text is possible')).toBeVisible()
})

test('a wish to come back waits for the owner, who lets the person in', async () => {
  const settle = vi.fn(() =>
    conversation({ ...(conversations[5] as never as object), state: 'done' } as never),
  )
  await openPage('/inbox?with=6', { wish_settle: settle })
  expect(await screen.findByText('Let this person back in?')).toBeVisible()
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
  await expectAccessible()
  await userEvent.click(screen.getByRole('button', { name: 'Let them back in' }))
  expect(settle).toHaveBeenCalledWith({ id: 6, accepted: true })
  expect(await screen.findByRole('textbox', { name: 'Answer' })).toBeVisible()
})

test('J and K move, E marks as done and goes on; none of them while writing', async () => {
  const done = vi.fn(() => null)
  await openPage('/inbox', { conversation_done: done })
  await list()
  await userEvent.keyboard('j')
  await waitFor(async () => expect(await chosen()).toBe('Alice Archer'))
  await userEvent.keyboard('j')
  await waitFor(async () => expect(await chosen()).toBe('Bob Baker'))
  await userEvent.keyboard('e')
  expect(done).not.toHaveBeenCalled()
  await userEvent.keyboard('k')
  await waitFor(async () => expect(await chosen()).toBe('Alice Archer'))
  await userEvent.type(await screen.findByRole('textbox', { name: 'Answer' }), 'jke')
  expect(await chosen()).toBe('Alice Archer')
  expect(done).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('heading', { level: 1 }))
  await userEvent.keyboard('e')
  await waitFor(() => expect(done).toHaveBeenCalledWith({ id: 1 }))
  await waitFor(async () => expect(await chosen()).toBe('Bob Baker'))
})

test('what a customer wrote is text and nothing else, with nothing unseen in it', async () => {
  const nasty = '<img src=x onerror=alert(1)> \u202Eevil'
  const first = { ...conversations[0], last_text: nasty } as never
  await openPage('/inbox?with=1', { inbox_list: [first], conversation_show: conversation(first) })
  await waitFor(() => expect(screen.getAllByText(/<img src=x onerror=alert\(1\)>/)).toHaveLength(2))
  expect(document.querySelector('img[src=x]')).toBeNull()
  expect(screen.getAllByRole('img', { name: 'Character U+202E that cannot be seen' })).toHaveLength(2)
})

test('looking for replies says what came', async () => {
  await openPage('/inbox')
  await userEvent.click(await screen.findByRole('button', { name: 'Look for replies now' }))
  expect(await screen.findByText('2 new texts.')).toBeVisible()
})

test('with no replies ever, the page says what will come', async () => {
  await openPage('/inbox', { inbox_list: [] })
  expect(await screen.findByText('No replies yet')).toBeVisible()
})
