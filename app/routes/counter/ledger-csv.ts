import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { reachOf } from '#app/domain/access/reach.ts';
import { accountKind } from '#app/domain/counter/account-kind.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { localMoment } from '#app/domain/shared/local-moment.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { eachPosting } from '#app/queries/counter/each-posting.server.ts';

const COLUMNS = [
  'journal',
  'at',
  'reference',
  'memo',
  'account',
  'accountName',
  'debit',
  'credit',
  'currency',
] as const;
const DAY_MS = 24 * 60 * 60_000;

/** The books of a period, both days included; the month so far where none is said. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const parameters = new URL(args.request.url).searchParams;
  const timeZone = args.context.timeZone ?? 'UTC';
  const today = localDate(ctx.clock(), timeZone);
  const dayOf = (name: string, otherwise: string) =>
    z.iso.date().safeParse(parameters.get(name)).data ?? otherwise;
  const from = dayOf('du', `${today.slice(0, 8)}01`);
  const until = dayOf('au', today);
  const period = {
    from: localMoment(from, '00:00', timeZone),
    to: new Date(localMoment(until, '00:00', timeZone).getTime() + DAY_MS),
  };
  const t = translator(args.context.locale);
  const pages = eachPosting(ctx.db, reachOf(ctx.actor, 'money.read'), period);
  async function* lines(): AsyncGenerator<CsvCell[][]> {
    for await (const rows of pages)
      yield rows.map((row) => [
        row.journalId,
        row.at.toISOString(),
        row.reference,
        row.memo,
        row.account,
        t(`counter:account.${accountKind(row.account)}`),
        row.amount > 0n ? row.amount : null,
        row.amount < 0n ? -row.amount : null,
        row.currency,
      ]);
  }
  return csvResponse(
    t('counter:csv.ledgerFile', { from, until }),
    COLUMNS.map((name) => t(`counter:csv.${name}`)),
    lines(),
  );
}
