import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { handOverFilter } from '#app/http/hand-over-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { readHandOvers } from '#app/queries/documents/list-hand-overs.server.ts';

const BATCH = 1000;

/** Exactly the list the page shows, all pages of it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.handOut');
  const reach = reachOf(ctx.actor, 'document.handOut');
  const filter = handOverFilter(new URL(args.request.url).searchParams);
  const { locale } = args.context;
  const t = translator(locale);
  async function* lines(): AsyncGenerator<CsvCell[][]> {
    for (let page = 1; ; page++) {
      const rows = await readHandOvers(ctx.db, reach, filter, { page, size: BATCH });
      yield rows.map((row) => [
        row.number,
        t(`documents:kind.${row.kind}`),
        row.surname,
        row.givenNames,
        row.tableNumber,
        row.centre,
        row.region,
        row.sittingName[locale],
        row.handedAt?.toISOString() ?? null,
        row.collector,
      ]);
      if (rows.length < BATCH) return;
    }
  }
  return csvResponse(
    'remises.csv',
    [
      t('documentLife:handOver.number'),
      t('documentLife:handOver.kind'),
      t('documentLife:handOver.holder'),
      t('documentLife:handOver.givenNames'),
      t('documentLife:handOver.table'),
      t('documentLife:handOver.centre'),
      t('documentLife:handOver.region'),
      t('documentLife:handOver.sitting'),
      t('documentLife:handOver.collectedOn'),
      t('documentLife:handOver.collector'),
    ],
    lines(),
  );
}
