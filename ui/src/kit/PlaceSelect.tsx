import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { type Choice, countries, currencyChoices } from './places'

type PlaceProps = Pick<SelectProps, 'label' | 'description' | 'error' | 'required' | 'size'> & {
  value: string
  onChange: (value: string) => void
}

function Places({ onChange, ...props }: PlaceProps & { data: Choice[] }) {
  return <Select {...props} searchable onChange={(value) => onChange(value ?? '')} />
}

/** A country by name; answers with its ISO 3166 alpha-2 code. */
export function CountrySelect(props: PlaceProps) {
  const data = useMemo(countries, [])
  return <Places {...props} data={data} />
}

/** A currency by code and name; answers with its ISO 4217 code. */
export function CurrencySelect(props: PlaceProps) {
  const data = useMemo(currencyChoices, [])
  return <Places {...props} data={data} />
}
