import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SubmitButton } from '#app/components/buttons.tsx';
import { BankLines } from '#app/components/counter/bank-lines.tsx';
import { ColumnForm } from '#app/components/counter/column-form.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { BANK_SOURCES } from '#app/domain/counter/bank-sources.ts';
import { missingFields } from '#app/domain/counter/statement-columns.ts';
import { mappingFields, mappingOf } from '#app/http/counter/statement-mapping.ts';
import { formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { bookBankFile } from '#app/services/counter/book-bank-file.server.ts';
import { queueBankFile } from '#app/services/counter/queue-bank-file.server.ts';
import { openBankFile, previewStatement } from '#app/services/counter/read-bank-file.server.ts';

export const handle: RouteHandle = { title: 'counter:bank.fileTitle' };

/** What a page shows of a long statement: every problem, and as many lines as anyone reads. */
const MOST_SHOWN = 300;
/** What one press books itself; the worker goes on with the rest. */
const BOOKED_AT_ONCE = 200;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['money.work', 'money.approve']);
  const parameters = new URL(args.request.url).searchParams;
  const opened = await openBankFile(ctx, {
    fileId: idParam(args.params.fileId),
    mapping: mappingOf(parameters),
  });
  if (!opened.ok) throw notFound();
  const { file, currency, header, mapping, statement } = opened.value;
  const lines = await previewStatement(ctx, opened.value);
  const waiting = lines.filter(({ booked }) => booked === null);
  return {
    file: { fileName: file.fileName, source: file.source, createdAt: file.createdAt },
    currency,
    header,
    mapping,
    missing: missingFields(mapping),
    problems: statement?.problems ?? [],
    skipped: statement?.skipped ?? 0,
    counts: {
      matched: waiting.filter(({ match }) => match.outcome === 'match').length,
      suspended: waiting.filter(({ match }) => match.outcome === 'suspend').length,
      booked: lines.length - waiting.length,
      total: lines.length,
    },
    lines: lines.slice(0, MOST_SHOWN).map(({ match, ...line }) => ({
      ...line,
      target: match.target
        ? { kind: match.target.kind, id: match.target.id, number: match.target.number }
        : null,
      reason: match.outcome === 'suspend' ? match.reason : null,
    })),
    said: parameters.get('fait'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['money.work', 'money.approve']);
  const fileId = idParam(args.params.fileId);
  const formData = await args.request.formData();
  const mapping = mappingOf(formData);
  const booked = await bookBankFile(ctx, { fileId, mapping, most: BOOKED_AT_ONCE });
  if (!booked.ok) {
    if (booked.reason === 'bankFile.notFound') throw notFound();
    return formProblem(formError(formData, { '': reasonMessage(booked) }));
  }
  if (booked.value.left > 0) await queueBankFile(ctx, { fileId, mapping });
  const said = booked.value.left > 0 ? 'suite' : 'fait';
  return redirect(
    `/bureau/guichet/releves/${fileId}?${new URLSearchParams({ ...mappingFields(mapping), fait: said })}`,
  );
}

export default function BankFile() {
  const t = useT();
  const format = useFormat();
  const data = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { file, counts, missing, problems, said } = data;
  const source = BANK_SOURCES.find((one) => one === file.source) ?? 'bank';
  const number = (name: 'matched' | 'suspended' | 'booked' | 'total') => format.number(counts[name]);
  const isSaid = said === 'connu' || said === 'suite' || said === 'fait' ? said : null;
  return (
    <>
      <BackLink href="/bureau/guichet/releves" text={t('counter:bank.title')} />
      <ErrorSummary problem={problem} />
      {isSaid ? <Notice tone="good" live title={t(`counter:bank.said.${isSaid}`)} /> : null}
      <PageHeading title={file.fileName} eyebrow={t(`counter:source.${source}`)} />
      {missing.length > 0 ? <Notice tone="warn" title={t('counter:bank.missing')} /> : null}
      <ColumnForm header={data.header} mapping={data.mapping} open={missing.length > 0} />
      {missing.length > 0 ? null : (
        <>
          <dl className="figures">
            {(['matched', 'suspended', 'booked', 'total'] as const).map((name) => (
              <div key={name}>
                <dt>{t(`counter:bank.count.${name}`)}</dt>
                <dd>{number(name)}</dd>
              </div>
            ))}
          </dl>
          <Problems problems={problems} />
          <BookForm />
          <BankLines lines={data.lines} currency={data.currency} />
          {counts.total > data.lines.length ? (
            <p>
              {t('counter:bank.more', { shown: format.number(data.lines.length), total: number('total') })}
            </p>
          ) : null}
          {data.skipped > 0 ? <p>{t('counter:bank.skipped', { count: data.skipped })}</p> : null}
        </>
      )}
    </>
  );
}

function Problems({ problems }: { problems: ReturnType<typeof useLoaderData<typeof loader>>['problems'] }) {
  const t = useT();
  if (problems.length === 0) return null;
  return (
    <Notice tone="bad" title={t('counter:bank.problems', { count: problems.length })}>
      <ul>
        {problems.slice(0, 50).map(({ lineNumber, problem }) => (
          <li key={lineNumber}>
            {t('counter:bank.line', { line: lineNumber })} {t(`counter:lineProblem.${problem}`)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function BookForm() {
  const t = useT();
  const { counts, problems, mapping } = useLoaderData<typeof loader>();
  const waiting = counts.matched + counts.suspended;
  if (waiting === 0 || problems.length > 0) return null;
  return (
    <form method="post">
      {Object.entries(mappingFields(mapping)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>{t('counter:bank.bookText')}</p>
      <SubmitButton text={t('counter:bank.book', { count: waiting })} />
    </form>
  );
}
