import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import {
  eachReconciliationLine,
  loadReconciliation,
} from '#app/queries/office/load-reconciliation.server.ts';

const COLUMNS = [
  'movement',
  'kind',
  'payment',
  'currency',
  'theirs',
  'fee',
  'ours',
  'verdict',
  'at',
] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const reach = reachOf(ctx.actor, 'money.read');
  const { id } = orNotFound(await loadReconciliation(ctx.db, reach, idParam(args.params.reconciliationId)));
  const t = translator(args.context.locale);
  async function* lines(): AsyncGenerator<CsvCell[][]> {
    for await (const rows of eachReconciliationLine(ctx.db, reach, id))
      yield rows.map((row) => [
        row.settlementId,
        row.kind,
        row.paymentId,
        row.currency,
        row.theirs,
        row.fee,
        row.ours,
        t(`money:reconciliations.verdicts.${row.verdict}`),
        row.at.toISOString(),
      ]);
  }
  return csvResponse(
    t('money:reconciliations.file'),
    COLUMNS.map((name) => t(`money:reconciliations.${name}`)),
    lines(),
  );
}
