import { Button, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands, type FixedTextsChange, type FixedTextsView } from '@/host'
import { Answered, FieldStack, FormActions, FormSection, Problem, toastDone } from '@/kit'
import classes from './settings.module.css'

const key = ['settings', 'answers']
const ids = ['confirmation', 'help', 'asking'] as const
const own = ({ texts }: FixedTextsView, id: string) => texts.find((text) => text.id === id)?.own ?? ''

/** The words that go out by themselves. Empty fields show and use the usual ones. */
export function AnswersSection() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: key, queryFn: () => ask(commands.fixedTexts()) })
  return (
    <FormSection title={t('settings.answers.title')} lead={t('settings.answers.lead')}>
      <Answered query={query} lines={6}>
        {(view) => <Words view={view} />}
      </Answered>
    </FormSection>
  )
}

function useSave() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: FixedTextsChange) => ask(commands.fixedTextsChange(change)),
    onSuccess: (now) => {
      queries.setQueryData(key, now)
      toastDone(t('settings.saved'))
    },
  })
}

function Words({ view }: { view: FixedTextsView }) {
  const { t } = useTranslation()
  const save = useSave()
  const form = useForm<FixedTextsChange>({
    initialValues: {
      contact: view.contact,
      confirmation: own(view, 'confirmation'),
      help: own(view, 'help'),
      asking: own(view, 'asking'),
    },
  })
  const usual = (id: string) => view.texts.find((text) => text.id === id)?.usual
  return (
    <form noValidate onSubmit={form.onSubmit((change) => save.mutate(change))}>
      <div className={classes.sheet}>
        <FieldStack>
          <TextInput
            label={t('settings.answers.contact')}
            description={t('settings.answers.contactHint')}
            {...form.getInputProps('contact')}
          />
          {ids.map((id) => (
            <Textarea
              key={id}
              label={t(`settings.answers.${id}`)}
              description={t(`settings.answers.${id}Hint`)}
              placeholder={usual(id)}
              autosize
              minRows={2}
              maxRows={5}
              {...form.getInputProps(id)}
            />
          ))}
        </FieldStack>
        <p className={classes.hint}>{t('settings.answers.usual')}</p>
      </div>
      {save.isError ? <Problem thrown={save.error} /> : null}
      <div className={classes.save}>
        <FormActions>
          <Button type="submit" loading={save.isPending}>
            {t('settings.answers.save')}
          </Button>
        </FormActions>
      </div>
    </form>
  )
}
