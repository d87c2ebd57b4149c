import { BarChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import { useTranslation } from 'react-i18next'
import type { ZoneLine } from '@/host'
import { formatHour, formatMoment, formatNumber } from '@/kit'
import { type HourBar, openings } from './hours'

const HEIGHT_PX = 260

/** Texts an hour. Those who cannot see it have the table under it, which says the same. */
export default function HoursChart({ bars, zones }: { bars: HourBar[]; zones: ZoneLine[] }) {
  const { t } = useTranslation()
  return (
    <BarChart
      h={HEIGHT_PX}
      data={bars}
      dataKey="at"
      series={[{ name: 'texts', label: t('rehearsal.hours.texts'), color: 'brass.6' }]}
      referenceLines={openings(zones, bars).map(({ at, numbers }) => ({
        x: at,
        label: numbers,
        color: 'var(--cb-info-mark)',
        labelPosition: 'top',
      }))}
      xAxisProps={{ tickFormatter: (at: string) => formatHour(at), minTickGap: 24 }}
      yAxisProps={{ allowDecimals: false, width: 56 }}
      valueFormatter={formatNumber}
      tooltipAnimationDuration={0}
      tooltipProps={{ labelFormatter: (at) => formatMoment(String(at)) }}
      barProps={{ isAnimationActive: false }}
      barChartProps={{ accessibilityLayer: false, margin: { top: 22 } }}
      maxBarWidth={44}
      gridAxis="x"
    />
  )
}
