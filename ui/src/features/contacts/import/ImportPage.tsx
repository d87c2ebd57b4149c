import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { stageQuery } from '@/host'
import { PageFrame } from '@/kit'
import { FileImport } from './FileImport'
import { FileStep } from './FileStep'

/** From a file to contacts. A file dropped on the window arrives as `file` in the address. */
export function ImportPage() {
  const { file } = useSearch({ from: '/contacts/import' })
  return <Opened key={file ?? ''} dropped={file} />
}

function Opened({ dropped }: { dropped: string | undefined }) {
  const { t } = useTranslation()
  const { data } = useQuery(stageQuery)
  const [path, setPath] = useState(dropped)
  if (data?.stage !== 'open') return null
  return (
    <PageFrame title={t('imports.title')} layout="flush">
      {path === undefined ? (
        <FileStep onPicked={setPath} />
      ) : (
        <FileImport
          key={path}
          path={path}
          country={data.shop.country}
          onPicked={setPath}
          onOther={() => setPath(undefined)}
        />
      )}
    </PageFrame>
  )
}
