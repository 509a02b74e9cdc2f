import type { LoaderFunctionArgs } from '@remix-run/node';
import { grantsFor } from '#app/domain/access/actor.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { formatter } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { eachSchoolResult, listSchoolPublications } from '#app/queries/school/list-school-results.server.ts';
import { noteEarlyReading } from '#app/services/publication/note-early-reading.server.ts';

const COLUMNS = ['tableNumber', 'name', 'series', 'decision', 'average', 'honours'] as const;

/** A school's own results as a sheet; under embargo every line says until when, and the download is written in the log. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const grants = grantsFor(ctx.actor, 'entry.school');
  const sittingId = idParam(args.params.sittingId);
  const [found] = await listSchoolPublications(ctx.db, grants, { now: ctx.clock(), sittingId });
  const { publicationId, embargoed, publishedAt, candidates } = orNotFound(found);
  if (embargoed) await noteEarlyReading(ctx, { publicationId, as: 'file', candidates });
  else ctx.log.info({ publicationId, candidates }, 'a school took its results');
  const { locale } = args.context;
  const t = translator(locale);
  const format = formatter(locale);
  const pages = eachSchoolResult(ctx.db, grants, publicationId);
  const until = embargoed ? [publishedAt.toISOString()] : [];
  async function* lines(): AsyncGenerator<CsvCell[][]> {
    for await (const rows of pages)
      yield rows.map(({ surname, givenNames, tableNumber, series, decision, average, honours }) => [
        tableNumber,
        `${surname} ${givenNames}`,
        series,
        t(`states:decision.${decision}`),
        average === null ? null : format.mark(average),
        honours,
        ...until,
      ]);
  }
  const header = COLUMNS.map((name) => t(`publishing:school.${name}`));
  return csvResponse(
    t('publishing:school.file'),
    embargoed ? [...header, t('publishing:school.confidential')] : header,
    lines(),
  );
}
