import { locale } from './format'

/** Countries by their currency (ISO 3166 alpha-2 under ISO 4217), as in use in 2026. */
const byCurrency = {
  EUR: 'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM VA XK YT',
  USD: 'AS BQ EC FM GU MH MP PR PW SV TC TL US VG VI',
  GBP: 'GB GG IM JE',
  AUD: 'AU CC CX KI NF NR TV',
  NZD: 'CK NU NZ PN TK',
  XOF: 'BF BJ CI GW ML NE SN TG',
  XAF: 'CF CG CM GA GQ TD',
  XCD: 'AG AI DM GD KN LC MS VC',
  XPF: 'NC PF WF',
  DKK: 'DK FO GL',
  NOK: 'NO SJ',
  CHF: 'CH LI',
  ILS: 'IL PS',
  MAD: 'EH MA',
  XCG: 'CW SX',
} as const

const single =
  'AED:AE AFN:AF ALL:AL AMD:AM AOA:AO ARS:AR AWG:AW AZN:AZ BAM:BA BBD:BB BDT:BD BHD:BH BIF:BI BMD:BM BND:BN BOB:BO BRL:BR BSD:BS BTN:BT BWP:BW BYN:BY BZD:BZ CAD:CA CDF:CD CLP:CL CNY:CN COP:CO CRC:CR CUP:CU CVE:CV CZK:CZ DJF:DJ DOP:DO DZD:DZ EGP:EG ERN:ER ETB:ET FJD:FJ FKP:FK GEL:GE GHS:GH GIP:GI GMD:GM GNF:GN GTQ:GT GYD:GY HKD:HK HNL:HN HTG:HT HUF:HU IDR:ID INR:IN IQD:IQ IRR:IR ISK:IS JMD:JM JOD:JO JPY:JP KES:KE KGS:KG KHR:KH KMF:KM KPW:KP KRW:KR KWD:KW KYD:KY KZT:KZ LAK:LA LBP:LB LKR:LK LRD:LR LSL:LS LYD:LY MDL:MD MGA:MG MKD:MK MMK:MM MNT:MN MOP:MO MRU:MR MUR:MU MVR:MV MWK:MW MXN:MX MYR:MY MZN:MZ NAD:NA NGN:NG NIO:NI NPR:NP OMR:OM PAB:PA PEN:PE PGK:PG PHP:PH PKR:PK PLN:PL PYG:PY QAR:QA RON:RO RSD:RS RUB:RU RWF:RW SAR:SA SBD:SB SCR:SC SDG:SD SEK:SE SGD:SG SHP:SH SLE:SL SOS:SO SRD:SR SSP:SS STN:ST SYP:SY SZL:SZ THB:TH TJS:TJ TMT:TM TND:TN TOP:TO TRY:TR TTD:TT TWD:TW TZS:TZ UAH:UA UGX:UG UYU:UY UZS:UZ VES:VE VND:VN VUV:VU WST:WS YER:YE ZAR:ZA ZMW:ZM ZWG:ZW'

const currencies = new Map<string, string>([
  ...Object.entries(byCurrency).flatMap(([currency, countries]) =>
    countries.split(' ').map((country) => [country, currency] as const),
  ),
  ...single.split(' ').map((pair) => [pair.slice(4), pair.slice(0, 3)] as const),
])

/** The currency of a country; nothing for a code that is no country. */
export const currencyOf = (country: string): string | undefined => currencies.get(country)

export interface Choice {
  value: string
  label: string
}

const byLabel = (a: Choice, b: Choice) => a.label.localeCompare(b.label)

function named(codes: Iterable<string>, type: 'region' | 'currency'): Choice[] {
  const names = new Intl.DisplayNames([locale(), 'en'], { type })
  const label = (code: string) => (type === 'region' ? names.of(code) : `${code} · ${names.of(code)}`)
  return [...new Set(codes)].map((value) => ({ value, label: label(value) ?? value })).sort(byLabel)
}

/** Every country by name, in this desktop's language. */
export const countries = (): Choice[] => named(currencies.keys(), 'region')

/** Every currency, by code and name. */
export const currencyChoices = (): Choice[] => named(currencies.values(), 'currency')

/** The desktop's own country, where its language names one. */
export function homeCountry(): string {
  const region = navigator.language.split('-').find((part, at) => at > 0 && /^[A-Z]{2}$/.test(part))
  return region !== undefined && currencies.has(region) ? region : 'US'
}
