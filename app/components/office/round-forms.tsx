import { SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup, RadioGroup, SelectField } from '#app/components/choice-fields.tsx';
import { DateField } from '#app/components/date-field.tsx';
import { type FieldOf, fieldsOf } from '#app/components/form-fields.ts';
import { TextAreaField, TextField } from '#app/components/text-field.tsx';
import type { RoundKind } from '#app/domain/deliberation/round-states.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';

type Named = { readonly code: string; readonly name: { readonly fr: string; readonly en: string } };
type Choices = { readonly papers: readonly Named[]; readonly series: readonly Named[] };
type Problem = FormProblem | undefined;

/** The first question: which round to open. */
export function WhichRound({ kinds }: { kinds: readonly RoundKind[] }) {
  const t = useT();
  return (
    <form method="get">
      <h2>{t('rounds:open.title')}</h2>
      <RadioGroup
        name="ouvrir"
        label={t('rounds:open.which')}
        {...(kinds[0] ? { defaultValue: kinds[0] } : {})}
        choices={kinds.map((kind) => ({
          value: kind,
          label: t(`rounds:open.${kind}`),
          hint: t(`rounds:open.${kind}Hint`),
        }))}
      />
      <SubmitButton text={t('rounds:open.next')} />
    </form>
  );
}

/** The last moment the regulation gives to choose, with the date and the hour of clocks there. */
type Limit = { readonly at: Date; readonly date: string; readonly time: string };
type OpenProps = {
  readonly page: Choices & { readonly kind: RoundKind; readonly limit: Limit | null };
  readonly problem: Problem;
};

export function OpenRoundForm({ page, problem }: OpenProps) {
  const t = useT();
  const format = useFormat();
  const { kind, limit } = page;
  const field = fieldsOf(problem, limit ? { untilOn: limit.date, untilAt: limit.time } : {});
  return (
    <form method="post">
      <h2>{t(`rounds:open.${kind}`)}</h2>
      <p>{t(`rounds:open.${kind}Hint`)}</p>
      {kind === 'resit' ? <AnnulledPaper choices={page} field={field} /> : null}
      {kind === 'resit' ? (
        <>
          <DateField {...field.date('sitsOn')} label={t('rounds:open.sitsOn')} />
          <TextField
            {...field('sitsAt')}
            label={t('rounds:open.sitsAt')}
            hint={t('rounds:open.timeHint')}
            width={4}
          />
        </>
      ) : null}
      <TextAreaField
        {...field('reason')}
        label={t('rounds:open.reason')}
        hint={t('rounds:open.reasonHint')}
        maxLength={400}
      />
      {kind === 'review' ? null : (
        <>
          {limit ? <p>{t('rounds:open.limit', { when: format.dateTime(limit.at) })}</p> : null}
          <DateField {...field.date('untilOn')} label={t('rounds:open.untilOn')} />
          <TextField
            {...field('untilAt')}
            label={t('rounds:open.untilAt')}
            hint={t('rounds:open.timeHint')}
            width={4}
          />
        </>
      )}
      <SubmitButton name="kind" value={kind} text={t('rounds:open.submit')} />
      <p>
        <a href="?">{t('rounds:open.other')}</a>
      </p>
    </form>
  );
}

function AnnulledPaper({ choices, field }: { choices: Choices; field: FieldOf }) {
  const t = useT();
  const locale = useLocale();
  return (
    <>
      <SelectField
        {...field('paper')}
        label={t('rounds:open.paper')}
        choices={choices.papers.map(({ code, name }) => ({ value: code, label: name[locale] }))}
      />
      <CheckboxGroup
        {...field.list('series')}
        label={t('rounds:open.series')}
        choices={choices.series.map(({ code, name }) => ({ value: code, label: name[locale] }))}
      />
    </>
  );
}

/** A paper annulled while the sitting is being marked: its scripts are replaced within the sitting itself. */
export function ReplacePaperForm({ page, problem }: { page: Choices; problem: Problem }) {
  const t = useT();
  const field = fieldsOf(problem);
  return (
    <form method="post">
      <h2>{t('rounds:replace.title')}</h2>
      <p>{t('rounds:replace.text')}</p>
      <AnnulledPaper choices={page} field={field} />
      <TextAreaField {...field('reason')} label={t('rounds:open.reason')} maxLength={400} />
      <SubmitButton kind="danger" name="kind" value="replace" text={t('rounds:replace.submit')} />
    </form>
  );
}
