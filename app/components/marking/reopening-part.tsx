import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { BundlePage, ReopeningLine } from '#app/queries/office/load-bundle-page.server.ts';
import { ButtonRow, SubmitButton } from '../buttons.tsx';
import { DataTable } from '../data-table.tsx';
import { fieldsOf } from '../form-fields.ts';
import { Notice } from '../notice.tsx';
import { StateTag, type Tone } from '../state-tag.tsx';
import { TextAreaField } from '../text-field.tsx';

const TONES: Readonly<Record<ReopeningLine['state'], Tone>> = {
  requested: 'warn',
  reopened: 'progress',
  refused: 'neutral',
};

type Props = { readonly page: BundlePage; readonly me: string; readonly problem: FormProblem | undefined };

/** Asking for a closed bundle to be opened again, deciding on it, and what was asked before. */
export function ReopeningPart({ page, me, problem }: Props) {
  const t = useT();
  const waiting = page.reopenings.find(({ state }) => state === 'requested');
  if (page.state !== 'closed' && page.reopenings.length === 0) return null;
  return (
    <section aria-labelledby="reopening">
      <h2 id="reopening">{t('scripts:reopening.title')}</h2>
      {waiting ? <Waiting line={waiting} mine={waiting.requestedById === me} /> : null}
      {page.state === 'closed' && !waiting ? (
        <form method="post">
          <p>{t('scripts:reopening.closed')}</p>
          <TextAreaField
            {...fieldsOf(problem)('reason')}
            label={t('scripts:reopening.reason')}
            hint={t('scripts:reopening.reasonHint')}
            maxLength={300}
          />
          <SubmitButton kind="second" text={t('scripts:reopening.ask')} name="do" value="ask" />
        </form>
      ) : null}
      {page.reopenings.length > 0 ? <Past lines={page.reopenings} /> : null}
    </section>
  );
}

function Waiting({ line, mine }: { line: ReopeningLine; mine: boolean }) {
  const t = useT();
  if (mine) return <Notice>{t('scripts:reopening.own', { reason: line.reason })}</Notice>;
  return (
    <form method="post">
      <Notice tone="warn">
        {t('scripts:reopening.waiting', { name: line.requestedBy, reason: line.reason })}
      </Notice>
      <input type="hidden" name="reopeningId" value={line.id} />
      <ButtonRow>
        <SubmitButton text={t('scripts:reopening.reopen')} name="do" value="reopen" />
        <SubmitButton kind="second" text={t('scripts:reopening.refuse')} name="do" value="refuse" />
      </ButtonRow>
    </form>
  );
}

function Past({ lines }: { lines: readonly ReopeningLine[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <DataTable
      caption={t('scripts:reopening.list')}
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'asked',
          header: t('scripts:reopening.askedBy'),
          heading: true,
          cell: ({ requestedBy, requestedAt }) => `${requestedBy}, ${format.dateTime(requestedAt)}`,
        },
        { key: 'reason', header: t('scripts:reopening.reason'), cell: ({ reason }) => reason },
        {
          key: 'state',
          header: t('marking:office.state'),
          cell: ({ state }) => <StateTag tone={TONES[state]} text={t(`scripts:reopening.state.${state}`)} />,
        },
        {
          key: 'decided',
          header: t('scripts:reopening.decidedBy'),
          cell: ({ decidedBy, decidedAt }) =>
            decidedBy && decidedAt ? `${decidedBy}, ${format.dateTime(decidedAt)}` : null,
        },
      ]}
    />
  );
}
