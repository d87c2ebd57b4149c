import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { type SignName, toastDone, toastProblem, useScheme } from '@/kit'

export interface Deed {
  key: string
  label: string
  sign: SignName
  run: () => void
}

/** What the palette can do from anywhere, besides turning to a page. */
export function useDeeds(): Deed[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { choose } = useScheme()
  const pull = useMutation({
    mutationFn: () => ask(commands.inboxPull()),
    onSuccess: ({ texts }) => toastDone(t('inbox.pulled', { count: texts })),
    onError: toastProblem,
  })
  const schemes = (['light', 'dark', 'auto'] as const).map((scheme) => ({
    key: scheme,
    label: t(`app.deeds.${scheme}`),
    sign: 'settings' as const,
    run: () => choose(scheme),
  }))
  return [
    {
      key: 'new',
      label: t('app.newCampaign'),
      sign: 'plus',
      run: () => void navigate({ to: '/campaigns/new' }),
    },
    {
      key: 'segment',
      label: t('app.deeds.segment'),
      sign: 'segment',
      run: () => void navigate({ to: '/segments/new' }),
    },
    {
      key: 'import',
      label: t('app.deeds.import'),
      sign: 'file',
      run: () => void navigate({ to: '/contacts/import' }),
    },
    {
      key: 'cleanup',
      label: t('app.deeds.cleanup'),
      sign: 'people',
      run: () => void navigate({ to: '/contacts/cleanup' }),
    },
    { key: 'pull', label: t('inbox.pull'), sign: 'inbox', run: () => pull.mutate() },
    {
      key: 'ledger',
      label: t('app.deeds.ledger'),
      sign: 'health',
      run: () => void navigate({ to: '/health' }),
    },
    ...schemes,
  ]
}
