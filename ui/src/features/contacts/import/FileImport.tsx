import { useState } from 'react'
import { Problem } from '@/kit'
import { ColumnsStep } from './ColumnsStep'
import { ConsentStep } from './ConsentStep'
import { lookRequest, noChoices, requestOf } from './choices'
import { type ConsentAnswer, declarationOf, unanswered } from './consent'
import { FileStep } from './FileStep'
import { LeaveGuard } from './LeaveGuard'
import { PreviewStep } from './PreviewStep'
import { ProblemsStep } from './ProblemsStep'
import { RunStep } from './RunStep'
import { type StepKey, stepAt, stepKeys } from './steps'
import { useCommit } from './useCommit'
import { useLook } from './useLook'
import { usePreview } from './usePreview'

interface FileImportProps {
  path: string
  /** The shop's own country, proposed for numbers that name none. */
  country: string
  onPicked: (path: string) => void
  onOther: () => void
}

/** One file on its way through the steps. Nothing is written before the last one. */
export function FileImport({ path, country, onPicked, onOther }: FileImportProps) {
  const [step, setStep] = useState<StepKey>('columns')
  const [choices, setChoices] = useState(() => noChoices(country))
  const [answer, setAnswer] = useState(unanswered)
  const looking = useLook(lookRequest(path, choices))
  const commit = useCommit()
  const request = requestOf(path, choices)
  const counts = stepAt(step) >= stepAt('problems') && !commit.started
  const previewing = usePreview(request, counts)
  const { look } = looking

  const go = (to: number) => (to === 0 ? onOther() : setStep(stepKeys[to] ?? 'columns'))
  const declare = (given: ConsentAnswer) => {
    setChoices((was) => ({ ...was, declaration: declarationOf(given) }))
    setStep('preview')
  }
  if (look === undefined) {
    const refused = looking.error ? <Problem thrown={looking.error} onRetry={looking.retry} /> : null
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
  if (step === 'columns') {
    return (
      <ColumnsStep
        look={look}
        looking={looking}
        country={choices.country}
        onCountry={(home) => setChoices((was) => ({ ...was, country: home }))}
        onChoose={(column, field) => setChoices((was) => ({ ...was, map: { ...was.map, [column]: field } }))}
        onGo={go}
      />
    )
  }
  if (step === 'problems') {
    return (
      <ProblemsStep
        request={request}
        previewing={previewing}
        choices={choices}
        onChange={setChoices}
        onGo={go}
      />
    )
  }
  if (step === 'consent') {
    const byRow = look.has_consent_column
    return <ConsentStep byRow={byRow} answer={answer} onChange={setAnswer} onDone={declare} onGo={go} />
  }
  return <PreviewStep previewing={previewing} onStart={() => commit.start(request)} onGo={go} />
}
