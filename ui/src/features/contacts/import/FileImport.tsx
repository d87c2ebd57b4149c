import { useState } from 'react'
import type { ConsentDeclaration, ImportRequest } from '@/host'
import { Problem } from '@/kit'
import { ColumnsStep } from './ColumnsStep'
import { ConsentStep } from './ConsentStep'
import { type ConsentAnswer, declarationOf, unanswered } from './consent'
import { FileStep } from './FileStep'
import { LeaveGuard } from './LeaveGuard'
import { PreviewStep } from './PreviewStep'
import { RunStep } from './RunStep'
import { useCommit } from './useCommit'
import { usePreview } from './usePreview'

interface FileImportProps {
  path: string
  /** The shop's own country, proposed for numbers that name none. */
  country: string
  onPicked: (path: string) => void
  onOther: () => void
}

/** One file on its way through the steps. Nothing is written before the last one. */
export function FileImport({ path, country: home, onPicked, onOther }: FileImportProps) {
  const [step, setStep] = useState(1)
  const [country, setCountry] = useState(home)
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const [answer, setAnswer] = useState(unanswered)
  const [declaration, setDeclaration] = useState<ConsentDeclaration | null>(null)
  const map = Object.entries(chosen).map(([column, field]) => ({ column, field }))
  const request: ImportRequest = { path, country, map, declaration }
  const previewing = usePreview(request)
  const commit = useCommit()
  const { preview } = previewing

  const go = (to: number) => (to === 0 ? onOther() : setStep(to))
  const declare = (given: ConsentAnswer) => {
    setDeclaration(declarationOf(given))
    setStep(3)
  }
  if (preview === undefined) {
    const refused = previewing.error ? <Problem thrown={previewing.error} onRetry={previewing.retry} /> : null
    return <FileStep onPicked={onPicked} reading={refused === null} refused={refused} />
  }
  if (commit.started) {
    return (
      <>
        <LeaveGuard active={commit.running} onLeave={commit.cancel} />
        <RunStep commit={commit} onBack={commit.reset} onOther={onOther} />
      </>
    )
  }
  if (step === 1) {
    return (
      <ColumnsStep
        preview={preview}
        previewing={previewing}
        country={country}
        onCountry={setCountry}
        onChoose={(column, field) => setChosen((was) => ({ ...was, [column]: field }))}
        onGo={go}
      />
    )
  }
  if (step === 2) {
    const byRow = preview.has_consent_column
    return <ConsentStep byRow={byRow} answer={answer} onChange={setAnswer} onDone={declare} onGo={go} />
  }
  return (
    <PreviewStep preview={preview} previewing={previewing} onStart={() => commit.start(request)} onGo={go} />
  )
}
