import i18next from 'i18next'
import type { ContactLine } from '@/host'
import { columnsFor, formatDay } from '@/kit'
import { ConsentBadge } from './ConsentBadge'

const col = columnsFor<ContactLine>()

export const contactColumns = col.columns([
  col.accessor('name', {
    header: () => i18next.t('contacts.column.name'),
    cell: ({ getValue }) => getValue() || i18next.t('contacts.noName'),
    size: 190,
    minSize: 132,
  }),
  col.accessor('number', {
    header: () => i18next.t('contacts.column.number'),
    size: 150,
    minSize: 138,
  }),
  col.accessor('consent', {
    header: () => i18next.t('contacts.column.consent'),
    cell: ({ row }) => <ConsentBadge line={row.original} />,
    size: 156,
    minSize: 156,
  }),
  col.accessor('place', { header: () => i18next.t('contacts.column.place'), size: 130, minSize: 88 }),
  col.accessor('orders', { header: () => i18next.t('contacts.column.orders'), size: 76, minSize: 74 }),
  col.accessor('spent', { header: () => i18next.t('contacts.column.spent'), size: 110, minSize: 104 }),
  col.accessor('last_order_at', {
    header: () => i18next.t('contacts.column.lastOrder'),
    cell: ({ getValue }) => (getValue() === '' ? '–' : formatDay(getValue())),
    size: 120,
    minSize: 110,
  }),
  col.accessor('last_text_at', {
    header: () => i18next.t('contacts.column.lastText'),
    cell: ({ getValue }) => (getValue() === '' ? '–' : formatDay(getValue())),
    size: 120,
    minSize: 110,
  }),
  col.accessor('tags', {
    header: () => i18next.t('contacts.column.tags'),
    cell: ({ getValue }) => getValue().join(', '),
    size: 130,
    minSize: 64,
  }),
])
