import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { loadJournal } from '#app/queries/counter/load-journal.server.ts';

const COLUMNS = ['day', 'cashier', 'time', 'kind', 'receipt', 'bill', 'payer', 'amount', 'currency'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const reach = reachOf(ctx.actor, 'money.read');
  const journal = orNotFound(await loadJournal(ctx.db, reach, idParam(args.params.tillId)));
  const t = translator(args.context.locale);
  const { day, cashier, currency } = journal;
  const rows = journal.lines.map((line): CsvCell[] => [
    day,
    cashier,
    line.at.toISOString(),
    t(`counter:csv.${line.kind}`),
    line.reference,
    line.bill,
    line.name,
    line.amount,
    currency,
  ]);
  async function* pages(): AsyncGenerator<CsvCell[][]> {
    yield rows;
  }
  return csvResponse(
    t('counter:csv.journalFile', { day }),
    COLUMNS.map((name) => t(`counter:csv.${name}`)),
    pages(),
  );
}
