import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { PAYMENT_STATES } from '#app/domain/fees/states.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { textOf, wordOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { eachPayment } from '#app/queries/office/load-till.server.ts';

const COLUMNS = [
  'invoice',
  'entry',
  'surname',
  'givenNames',
  'state',
  'provider',
  'reference',
  'amount',
  'currency',
  'created',
  'settled',
] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const parameters = new URL(args.request.url).searchParams;
  const t = translator(args.context.locale);
  const pages = eachPayment(ctx.db, reachOf(ctx.actor, 'money.read'), {
    state: wordOf(parameters, 'etat', PAYMENT_STATES),
    text: textOf(parameters, 'q'),
  });
  async function* lines(): AsyncGenerator<CsvCell[][]> {
    for await (const rows of pages)
      yield rows.map((row) => [
        row.invoice,
        row.entryNumber,
        row.surname ?? row.school,
        row.givenNames,
        t(`states:payment.${row.state}`),
        row.provider,
        row.reference,
        row.amount,
        row.currency,
        row.createdAt.toISOString(),
        row.settledAt?.toISOString() ?? null,
      ]);
  }
  return csvResponse(
    t('office:csv.file'),
    COLUMNS.map((name) => t(`office:csv.${name}`)),
    lines(),
  );
}
