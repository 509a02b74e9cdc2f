import type { LoaderFunctionArgs } from '@remix-run/node';
import { localClock } from '#app/domain/shared/local-moment.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { roundOf } from '#app/http/round-page.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { listConvoked } from '#app/queries/rounds/list-convoked.server.ts';

/** Everyone a round convokes, a line a paper. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['sitting.manage', 'bundle.manage']);
  const { round, regulation, timeZone } = await roundOf(ctx, args.params);
  const { locale } = args.context;
  const t = translator(locale);
  const convoked = await listConvoked(ctx.db, round);
  const when = (instant: Date | null) => {
    if (!instant) return '';
    const { date, time } = localClock(instant, timeZone);
    return `${date} ${time}`;
  };
  async function* lines(): AsyncGenerator<CsvCell[][]> {
    yield convoked.flatMap(({ papers, centre, tableNumber, surname, givenNames, series }) =>
      papers.map(({ code, startsAt }) => [
        centre,
        tableNumber,
        surname,
        givenNames,
        series,
        regulation.papers[code]?.name[locale] ?? code,
        when(startsAt),
      ]),
    );
  }
  return csvResponse(
    t('rounds:list.file', { number: round.number }),
    [
      t('rounds:one.centre'),
      t('rounds:one.table'),
      t('rounds:list.surname'),
      t('rounds:list.given'),
      t('rounds:list.series'),
      t('rounds:one.papers'),
      t('rounds:list.when'),
    ],
    lines(),
  );
}
