import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { worded } from '@/strings/worded'

const states = ['unknown', 'registered', 'not_needed', 'missing']

/** How a number is registered for business texts, with what that means for the customers. */
export function RegistrationSelect({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  useTranslation()
  const known = states.includes(value) ? states : [...states, value]
  return (
    <Select
      label={label}
      description={worded('settings.registrationWhy', value)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={known.map((state) => ({ value: state, label: worded('settings.registration', state) }))}
      value={value}
      onChange={(next) => (next === null ? undefined : onChange(next))}
    />
  )
}
