import { SubmitButton } from '#app/components/buttons.tsx';
import { DateField } from '#app/components/date-field.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText } from '#app/components/values.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { SittingPage } from './sitting-page.ts';

type Props = { readonly page: SittingPage; readonly problem: FormProblem | undefined };

/** Under what rules and between what dates; and, for who manages, how to move the deadline. */
export function SittingFacts({ page, problem }: Props) {
  const t = useT();
  const { sitting, facts, can } = page;
  const version = (part: { code: string; version: number }) => t('office:newSitting.version', part);
  const movable = sitting.state === 'draft' || sitting.state === 'open';
  return (
    <div>
      <h2>{t('office:sitting.facts')}</h2>
      <SummaryList
        answers={[
          { label: t('office:sitting.regulation'), value: version(facts.regulation) },
          { label: t('office:sitting.fees'), value: version(facts.feeSchedule) },
          ...(can.manage
            ? [
                {
                  label: t('entries:rules.label'),
                  value: (
                    <a href={`/bureau/sessions/${sitting.id}/conditions`}>
                      {t(movable ? 'entries:rules.link' : 'entries:rules.seeOnly')}
                    </a>
                  ),
                },
              ]
            : []),
          {
            label: t('office:sitting.opens'),
            value: <DateText value={sitting.entriesOpenAt} style="time" />,
          },
          {
            label: t('office:sitting.closes'),
            value: <DateText value={sitting.entriesCloseAt} style="time" />,
          },
          { label: t('office:sitting.starts'), value: <DateText value={sitting.examStartsOn} /> },
          {
            label: t('office:sitting.results'),
            value: sitting.resultsExpectedOn ? <DateText value={sitting.resultsExpectedOn} /> : '–',
          },
          {
            label: t('office:sitting.timetable'),
            value: (
              <a href={`/bureau/sessions/${sitting.id}/calendrier`}>
                {t('office:sitting.papers', { count: facts.slots.length })}
              </a>
            ),
          },
        ]}
      />
      {can.manage && (movable || sitting.state === 'closed') ? (
        <DeadlineForm intent={movable ? 'deadline' : 'reopen'} problem={problem} />
      ) : null}
    </div>
  );
}

function DeadlineForm({
  intent,
  problem,
}: {
  intent: 'deadline' | 'reopen';
  problem: FormProblem | undefined;
}) {
  const t = useT();
  const field = fieldsOf(problem);
  const title = t(intent === 'reopen' ? 'office:sitting.reopen' : 'office:sitting.deadline');
  return (
    <form method="post" noValidate>
      <h3>{title}</h3>
      <DateField {...field.date('until')} label={t('office:sitting.deadlineDate')} />
      <TextField
        {...field('reason')}
        label={t('office:sitting.reason')}
        hint={t('office:sitting.reasonHint')}
        maxLength={600}
      />
      <SubmitButton kind="second" name="intent" value={intent} text={title} />
    </form>
  );
}
