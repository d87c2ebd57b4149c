import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible, rememberScheme, schemes } from '@tests/axe'
import { openPage } from '@tests/openPage'
import { describe, expect, test } from 'vitest'
import { pages } from './pages'

const heading = (name: string) => screen.findByRole('heading', { level: 1, name })

describe.each(schemes)('in the %s scheme', (scheme) => {
  test.each(pages.map((page) => [page.key, page.path]))(
    '%s has one heading, holds the focus there, and axe finds nothing',
    async (_key, path) => {
      rememberScheme(scheme)
      await openPage(path)
      expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', scheme)
      expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1)
      expect(screen.getByRole('heading', { level: 1 })).toHaveFocus()
      await expectAccessible()
    },
  )
})

test('Ctrl and a digit turn to that page, from inside a field too', async () => {
  await openPage('/')
  fireEvent.keyDown(window, { key: '2', ctrlKey: true })
  await heading('Contacts')
  fireEvent.keyDown(window, { key: '7', ctrlKey: true })
  await heading('Settings')
  expect(screen.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page')
})

test('Ctrl-K finds a page by the beginning of its name and Enter goes there', async () => {
  const user = userEvent.setup()
  await openPage('/')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox'), 'inb{Enter}')
  await heading('Inbox')
  expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
})

test('the palette says so when nothing matches', async () => {
  const user = userEvent.setup()
  await openPage('/')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox'), 'zebra')
  expect(screen.getByText(/Nothing is called that/)).toBeVisible()
})

test('a question mark shows the keys, but not while a field has the focus', async () => {
  const user = userEvent.setup()
  await openPage('/')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox'), '?')
  expect(screen.queryByRole('dialog', { name: 'Keys' })).not.toBeInTheDocument()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('combobox')).not.toBeInTheDocument())
  await user.keyboard('?')
  const keys = await screen.findByRole('dialog', { name: 'Keys' })
  expect(within(keys).getByText('New campaign')).toBeVisible()
  await expectAccessible()
})

test('an address that leads nowhere says so and leads home', async () => {
  await openPage('/nowhere')
  await heading('No such page')
  await userEvent.click(screen.getByRole('link', { name: 'Go to Today' }))
  await heading('Today')
})

test('no style tag is written at run time', async () => {
  await openPage('/settings')
  await userEvent.click(screen.getByRole('radio', { name: 'Dark' }))
  expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark')
  expect(document.querySelectorAll('style')).toHaveLength(0)
})

test('the palette does what its commands say, and tells of a refusal', async () => {
  const user = userEvent.setup()
  const refuse = () => {
    throw { code: 'gateway_unreachable', message: 'The SMS provider does not answer.', hint: 'Try later.' }
  }
  await openPage('/', { inbox_pull: refuse })
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox'), 'look for rep{Enter}')
  expect(await screen.findByText('The SMS provider does not answer.')).toBeVisible()
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox'), 'import con{Enter}')
  await heading('Import contacts')
})

test('the window is called after its page', async () => {
  await openPage('/')
  expect(document.title).toBe('Today – Counterbell')
  fireEvent.keyDown(window, { key: '6', ctrlKey: true })
  await heading('Health')
  expect(document.title).toBe('Health – Counterbell')
})
