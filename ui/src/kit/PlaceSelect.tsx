import { Select, type SelectProps } from '@mantine/core'
import { memo, useCallback, useMemo, useRef } from 'react'
import { type Choice, countries, currencyChoices } from './places'

type PlaceProps = Pick<SelectProps, 'label' | 'description' | 'error' | 'required' | 'size'> & {
  value: string
  onChange: (value: string) => void
}

/** Hundreds of choices are not drawn anew at every key typed elsewhere in the form. */
const Still = memo(
  (props: Omit<PlaceProps, 'onChange'> & { data: Choice[]; onPick: PlaceProps['onChange'] }) => {
    const { onPick, ...rest } = props
    return <Select {...rest} searchable onChange={(value) => onPick(value ?? '')} />
  },
)

function Places({ onChange, ...props }: PlaceProps & { data: Choice[] }) {
  const latest = useRef(onChange)
  latest.current = onChange
  const onPick = useCallback((value: string) => latest.current(value), [])
  return <Still {...props} onPick={onPick} />
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
