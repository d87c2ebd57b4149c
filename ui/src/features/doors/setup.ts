import { z } from 'zod'
import type { ShopSetup } from '@/host'

/** Shorter passphrases are guessed in hours on a stolen laptop. */
export const LEAST_PASSPHRASE = 10

export interface SetupValues extends ShopSetup {
  again: string
}

/** What must hold before the core is asked; it judges everything else itself. Messages are catalogue keys. */
export const setupShape = (keychain: boolean) =>
  z
    .object({
      brand: z.string().trim().min(1, 'doors.setup.brandMissing'),
      country: z.string(),
      currency: z.string(),
      test_number: z.string(),
      passphrase: z.string().refine((text) => (keychain && text === '') || text.length >= LEAST_PASSPHRASE, {
        message: 'doors.setup.passphraseShort',
      }),
      again: z.string(),
    })
    .refine(({ passphrase, again }) => passphrase === again, {
      path: ['again'],
      message: 'doors.setup.differ',
    })

export const setupOf = ({ again: _, ...setup }: SetupValues): ShopSetup => setup
