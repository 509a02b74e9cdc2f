import { SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useReasonText, useT } from '#app/i18n/use-t.tsx';
import type { listSuspense } from '#app/queries/office/load-till.server.ts';

type Item = Omit<Awaited<ReturnType<typeof listSuspense>>[number], 'organisationId'> & {
  readonly canSettle: boolean;
};
type Props = { readonly items: readonly Item[]; readonly problem: FormProblem | undefined };

/** Money that fitted nothing: why, how much, and the form that settles it. */
export function SuspenseList({ items, problem }: Props) {
  const t = useT();
  return (
    <section id="attente">
      <h2>{t('office:till.suspense')}</h2>
      {items.length === 0 ? <EmptyState title={t('office:till.suspenseNone')} /> : null}
      {items.map((item) => (
        <SuspenseItem
          key={item.id}
          item={item}
          problem={problem?.values.itemId === item.id ? problem : undefined}
        />
      ))}
    </section>
  );
}

function SuspenseItem({ item, problem }: { item: Item; problem: FormProblem | undefined }) {
  const t = useT();
  const say = useReasonText();
  const format = useFormat();
  const answers = [
    { label: t('office:till.why'), value: say({ reason: item.reason }) },
    {
      label: t('office:till.amount'),
      value: <Money amount={{ minor: item.amount, currency: item.currency }} />,
    },
    { label: t('office:till.received'), value: <DateText value={item.createdAt} style="time" /> },
    { label: t('office:till.invoice'), value: item.invoice },
    { label: t('office:till.reference'), value: `${item.provider} ${item.reference ?? ''}` },
    ...(item.resolvedAt
      ? [
          {
            label: t('office:till.settled', { date: format.date(item.resolvedAt) }),
            value: item.resolution,
          },
        ]
      : []),
  ];
  const name = `${item.surname ?? ''} ${item.givenNames ?? ''}`;
  return (
    <article>
      <h3>{name}</h3>
      <SummaryList answers={answers} />
      {item.canSettle ? <SettleForm itemId={item.id} problem={problem} /> : null}
    </article>
  );
}

/** Ids hold the item's: several of these forms stand on one page. The refused one keeps the names errors link to. */
function SettleForm({ itemId, problem }: { itemId: string; problem: FormProblem | undefined }) {
  const t = useT();
  const field = fieldsOf(problem);
  const idOf = (name: string) => (problem ? name : `${name}-${itemId}`);
  return (
    <form method="post" noValidate>
      <input type="hidden" name="itemId" value={itemId} />
      <RadioGroup
        {...field('decision')}
        id={idOf('decision')}
        label={t('office:till.decision')}
        choices={[
          { value: 'refunded', label: t('office:till.refunded') },
          { value: 'kept', label: t('office:till.kept') },
        ]}
      />
      <TextField
        {...field('note')}
        id={idOf('note')}
        label={t('office:till.note')}
        hint={t('office:till.noteHint')}
        maxLength={600}
      />
      <SubmitButton kind="second" text={t('office:till.settle')} />
    </form>
  );
}
