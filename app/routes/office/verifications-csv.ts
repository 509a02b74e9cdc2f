import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { listDayCounts } from '#app/queries/office/load-verifications.server.ts';

const COLUMNS = ['day', 'door', 'verdict', 'issuer', 'count'] as const;

/** Exactly what the page counts, by day, door, verdict and organisation. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'verification.read');
  const t = translator(args.context.locale);
  const rows = await listDayCounts(ctx.db, reachOf(ctx.actor, 'verification.read'), ctx.clock());
  async function* lines(): AsyncGenerator<CsvCell[][]> {
    yield rows.map(({ day, door, verdict, issuer, count }) => [
      ...[day, t(`checks:office.doors.${door}`), verdict, issuer, count],
    ]);
  }
  return csvResponse(
    t('checks:office.fileName'),
    COLUMNS.map((name) => t(`checks:office.csv.${name}`)),
    lines(),
  );
}
