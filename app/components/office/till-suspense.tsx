import { SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { decisionsFor } from '#app/domain/fees/resolve-suspense.ts';
import type { FormProblem } from '#app/http/forms.ts';
import type { Translate } from '#app/i18n/translate.ts';
import { useFormat, useReasonText, useT } from '#app/i18n/use-t.tsx';
import type { listSuspense } from '#app/queries/office/load-till.server.ts';
import { providerName } from './state-tags.tsx';

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
      {items.length === 0 ? (
        <EmptyState title={t('office:till.suspenseNone')} />
      ) : (
        <p>{t('money:queue.intro')}</p>
      )}
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
    {
      label: t(item.amount > 0n ? 'money:queue.received' : 'money:queue.taken'),
      value: <DateText value={item.createdAt} style="time" />,
    },
    { label: t('office:till.invoice'), value: item.invoice ?? '-' },
    {
      label: t('office:till.reference'),
      value: `${providerName(t, item.provider)} ${item.reference ?? item.source}`,
    },
    ...(item.resolvedAt
      ? [
          {
            label: t('office:till.settled', { date: format.date(item.resolvedAt) }),
            value: endOf(t, item.resolution ?? ''),
          },
        ]
      : []),
  ];
  const name = item.school ?? `${item.surname ?? ''} ${item.givenNames ?? ''}`.trim();
  return (
    <article>
      <h3>{name || t('money:queue.nobody')}</h3>
      <SummaryList answers={answers} />
      {item.canSettle ? <SettleForm item={item} problem={problem} /> : null}
    </article>
  );
}

const ENDS = ['refunded', 'reallocated', 'kept', 'reopen', 'loss', 'refundedThere', 'disputeWon'] as const;

/** "kept: nobody came" is stored; the decision is said in the reader's language. */
function endOf(t: Translate, resolution: string): string {
  const [decision = '', ...note] = resolution.split(': ');
  const known = ENDS.find((one) => one === decision);
  if (!known) return resolution;
  const said = t(`money:queue.ended.${known}`);
  return note.length > 0 ? `${said} : ${note.join(': ')}` : said;
}

const HINTS = {
  refunded: 'money:queue.refundedHint',
  reallocated: 'money:queue.reallocatedHint',
  reopen: 'money:queue.reopenHint',
} as const;

/** Ids hold the item's: several of these forms stand on one page. The refused one keeps the names errors link to. */
function SettleForm({ item, problem }: { item: Item; problem: FormProblem | undefined }) {
  const t = useT();
  const field = fieldsOf(problem);
  const idOf = (name: string) => (problem ? name : `${name}-${item.id}`);
  const decisions = decisionsFor(item.amount);
  return (
    <form method="post" noValidate>
      <input type="hidden" name="itemId" value={item.id} />
      <RadioGroup
        {...field('decision')}
        id={idOf('decision')}
        label={t('office:till.decision')}
        choices={decisions.map((value) => ({
          value,
          label: t(`money:queue.${value}`),
          ...(value in HINTS ? { hint: t(HINTS[value as keyof typeof HINTS]) } : {}),
        }))}
      />
      {decisions.includes('reallocated') ? (
        <TextField
          {...field('target')}
          id={idOf('target')}
          label={t('money:queue.target')}
          hint={t('money:queue.targetHint')}
          width={20}
          maxLength={60}
        />
      ) : null}
      <TextField
        {...field('note')}
        id={idOf('note')}
        label={t('office:till.note')}
        hint={t('money:queue.noteHint')}
        maxLength={600}
      />
      <SubmitButton kind="second" text={t('office:till.settle')} />
    </form>
  );
}
