import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { renderKit } from '@tests/renderKit'
import { expect, test, vi } from 'vitest'
import {
  ConfirmDeed,
  FieldStack,
  FormActions,
  FormRow,
  FormSection,
  PageFrame,
  Panel,
  SplitPane,
  WizardFrame,
} from '@/kit'

test('a page takes the focus to its heading', async () => {
  renderKit(
    <PageFrame title="People" lead="All of them" actions={<button type="button">Bring in</button>}>
      <Panel title="Part">text</Panel>
    </PageFrame>,
  )
  expect(screen.getByRole('heading', { level: 1, name: 'People' })).toHaveFocus()
  expect(screen.getByRole('region', { name: 'Part' })).toHaveTextContent('text')
  await expectAccessible()
})

test('the button of a confirmation states the deed and does it', async () => {
  const done = vi.fn()
  renderKit(
    <ConfirmDeed
      opened
      title="Forget Alice?"
      deed="Forget Alice for good"
      grave
      onConfirm={done}
      onClose={() => undefined}
    >
      Her orders go too.
    </ConfirmDeed>,
  )
  const dialog = await screen.findByRole('dialog', { name: 'Forget Alice?' })
  await expectAccessible(dialog)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Forget Alice for good' }))
  expect(done).toHaveBeenCalledOnce()
})

test('a barred deed says why beside a disabled button', async () => {
  renderKit(
    <ConfirmDeed
      opened
      title="Send?"
      deed="Send"
      barred="No sender yet."
      onConfirm={() => undefined}
      onClose={() => undefined}
    />,
  )
  expect(await screen.findByRole('button', { name: 'Send' })).toBeDisabled()
  expect(screen.getByText('No sender yet.')).toBeVisible()
})

test('a wizard names where one is, leads back but never ahead, and focuses the new step', async () => {
  const go = vi.fn()
  const steps = ['File', 'Columns', 'Confirm'].map((label) => ({ key: label, label }))
  renderKit(
    <WizardFrame label="Import" steps={steps} at={1} onGo={go} footer={<button type="button">Next</button>}>
      body
    </WizardFrame>,
  )
  expect(screen.getByRole('heading', { level: 2, name: 'Columns' })).toHaveFocus()
  expect(screen.getByText('Step 2 of 3')).toBeVisible()
  expect(screen.queryByRole('button', { name: /Confirm/ })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: /File/ }))
  expect(go).toHaveBeenCalledWith(0)
})

test('panes are named regions and their border can be named too', async () => {
  renderKit(
    <SplitPane
      panes={[
        { key: 'list', label: 'List', size: 40, content: 'a' },
        { key: 'thread', label: 'Thread', size: 60, content: 'b' },
      ]}
    />,
  )
  expect(screen.getByRole('region', { name: 'Thread' })).toHaveTextContent('b')
  expect(screen.getByRole('separator', { name: 'Resize the panes' })).toBeInTheDocument()
  await expectAccessible()
})

test('a form has titled sections with rows and its buttons', async () => {
  renderKit(
    <FormSection title="Shop" lead="Once only">
      <FormRow label="Name" description="As customers know it">
        <input aria-label="Name" />
      </FormRow>
      <FieldStack columns={2}>x</FieldStack>
      <FormActions note="Saved">
        <button type="button">Save</button>
      </FormActions>
    </FormSection>,
  )
  const section = screen.getByRole('region', { name: 'Shop' })
  expect(within(section).getByRole('textbox', { name: 'Name' })).toBeVisible()
  expect(within(section).getByText('Saved')).toBeVisible()
  await expectAccessible()
})
