import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { worded } from '@/strings/worded'

const states = ['unknown', 'registered', 'not_needed', 'missing']

/** How a number is registered for business texts, with what that means for the customers. */
export function RegistrationSelect({
  label,
  named,
  value,
  disabled = false,
  onChange,
}: {
  label: string
  /** Says whose registration it is, where several stand on one page. */
  named?: string
  value: string
  disabled?: boolean
  onChange: (value: string) => void
}) {
  useTranslation()
  const known = states.includes(value) ? states : [...states, value]
  return (
    <Select
      label={label}
      aria-label={named ?? label}
      description={worded('settings.registrationWhy', value)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={known.map((state) => ({ value: state, label: worded('settings.registration', state) }))}
      value={value}
      disabled={disabled}
      onChange={(next) => (next === null ? undefined : onChange(next))}
    />
  )
}
