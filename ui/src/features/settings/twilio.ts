import { z } from 'zod'
import type { TwilioSetup } from '@/host'

export interface TwilioValues extends Omit<TwilioSetup, 'price_micros' | 'per_second'> {
  /** In the shop's currency. */
  price: number
  per_second: number
}

export const emptyTwilio: TwilioValues = {
  account_sid: '',
  auth_token: '',
  from: '',
  base_url: '',
  registration: 'unknown',
  price: 0.0079,
  per_second: 1,
}

/** What must hold before the core is asked. Messages are catalogue keys. */
export const twilioShape = z.object({
  account_sid: z.string().regex(/^\s*AC[0-9a-fA-F]{32}\s*$/, 'settings.twilio.sidWrong'),
  auth_token: z.string().trim().min(1, 'settings.twilio.tokenMissing'),
  from: z.string().trim().min(1, 'settings.twilio.fromMissing'),
})

/** As the core wants it: the price in millionths, nothing around what was pasted. */
export function twilioOf({ price, ...values }: TwilioValues): TwilioSetup {
  return {
    ...values,
    account_sid: values.account_sid.trim(),
    auth_token: values.auth_token.trim(),
    from: values.from.trim(),
    base_url: values.base_url.trim(),
    price_micros: Math.round(price * 1_000_000),
  }
}
