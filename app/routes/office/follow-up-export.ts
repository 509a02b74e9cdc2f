import type { LoaderFunctionArgs } from '@remix-run/node';
import { lineName } from '#app/components/follow-up/line-name.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { fillDays } from '#app/domain/followup/headcount.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { FOLLOW_UP_TABLES, followUpFilter } from '#app/http/follow-up-address.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { Translate } from '#app/i18n/translate.ts';
import { translator } from '#app/i18n/translate.ts';
import {
  DIMENSIONS,
  type HeadcountTable,
  loadHeadcounts,
} from '#app/queries/followup/load-headcounts.server.ts';
import { loadSitting } from '#app/queries/office/load-sitting.server.ts';

/** One table of the follow-up as the page shows it: the same filters, the same lines, the same last line. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['entry.read', 'sitting.manage']);
  const reach = reachOf(ctx.actor, 'entry.read', 'sitting.manage');
  const { sitting, profile } = orNotFound(await loadSitting(ctx.db, reach, idParam(args.params.sittingId)));
  const t = translator(args.context.locale);
  const parameters = new URL(args.request.url).searchParams;
  const word = parameters.get('par') ?? FOLLOW_UP_TABLES.region;
  const dimension = DIMENSIONS.find((one) => FOLLOW_UP_TABLES[one] === word);
  const { timeZone } = profile;
  const { tables, days, sum } = await loadHeadcounts(ctx.db, reach, {
    sittingId: sitting.id,
    filter: followUpFilter(parameters),
    dimensions: dimension ? [dimension] : [],
    timeZone,
  });
  const file = t('followUp:csv.file', { what: word.replace(/[^a-z]/g, '') });
  const [table] = tables;
  if (table) return csvResponse(file, headerOf(t, table), once(linesOf(t, table)));
  const now = ctx.clock();
  const last = now < sitting.entriesCloseAt ? now : sitting.entriesCloseAt;
  const shown = fillDays(days, localDate(sitting.entriesOpenAt, timeZone), localDate(last, timeZone));
  const lines = shown.map(({ day, count }): CsvCell[] => [day, count]);
  return csvResponse(
    file,
    [t('followUp:days.day'), t('followUp:count')],
    once([...lines, [t('followUp:sum'), sum.total]]),
  );
}

function headerOf(t: Translate, { dimension, sum }: HeadcountTable): string[] {
  return [
    t(`followUp:of.${dimension}`),
    ...(hasPlace(dimension) ? [t('followUp:csv.place')] : []),
    ...(dimension === 'sex' ? [] : [t('followUp:girls'), t('followUp:boys')]),
    ...(dimension !== 'sex' && sum.unsaid > 0 ? [t('followUp:sexUnsaid')] : []),
    t('followUp:total'),
    t('followUp:csv.share'),
  ];
}

function linesOf(t: Translate, { dimension, rows, sum }: HeadcountTable): CsvCell[][] {
  const line = (name: string, place: string | null, one: HeadcountTable['sum']): CsvCell[] => [
    name,
    ...(hasPlace(dimension) ? [place] : []),
    ...(dimension === 'sex' ? [] : [one.girls, one.boys]),
    ...(dimension !== 'sex' && sum.unsaid > 0 ? [one.unsaid] : []),
    one.total,
    (Math.round((one.total / Math.max(1, sum.total)) * 1000) / 10).toFixed(1),
  ];
  return [
    ...rows.map((row) => line(lineName(t, dimension, row), row.place, row)),
    line(t('followUp:sum'), null, sum),
  ];
}

const hasPlace = (dimension: HeadcountTable['dimension']) =>
  dimension === 'school' || dimension === 'commune';

async function* once(lines: readonly CsvCell[][]): AsyncGenerator<readonly CsvCell[][]> {
  yield lines;
}
