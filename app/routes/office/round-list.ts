import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ConvocationList } from '#app/domain/documents/convocation-list.ts';
import { officeOf } from '#app/domain/documents/office.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { fileResponse } from '#app/http/file-response.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { roundOf } from '#app/http/round-page.server.ts';
import { formatter } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { listConvoked } from '#app/queries/rounds/list-convoked.server.ts';
import { loadDocumentStyle } from '#app/services/documents/load-document-style.server.ts';

/** The list of one centre as a PDF, in French as every printed list of the office. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['sitting.manage', 'bundle.manage']);
  const { round, sitting, examName, profile, regulation, timeZone } = await roundOf(ctx, args.params);
  const convoked = await listConvoked(ctx.db, round, idParam(args.params.centreId));
  const [first] = convoked;
  if (!first || round.kind === 'review') throw notFound();
  const [fr, en] = [translator('fr'), translator('en')];
  const format = formatter('fr', timeZone);
  const list: ConvocationList = {
    office: officeOf(profile, await loadDocumentStyle(ctx.db, sitting.organisationId)),
    exam: examName,
    sitting: sitting.name,
    round: { fr: fr(`rounds:kind.${round.kind}`), en: en(`rounds:kind.${round.kind}`) },
    centre: first.centre,
    host: ctx.settings.officialHost,
    printedOn: localDate(ctx.clock(), timeZone),
    rows: convoked.map(({ tableNumber, surname, givenNames, series, papers }) => ({
      tableNumber,
      name: `${surname} ${givenNames}`,
      series,
      papers: papers.map(({ code, startsAt }) => ({
        name: regulation.papers[code]?.name.fr ?? code,
        ...(startsAt ? { when: format.dateTime(startsAt) } : {}),
      })),
    })),
  };
  const bytes = await ctx.adapters.documents.convocationList(list);
  const name = fr('rounds:list.pdf', { centre: first.centre });
  return fileResponse(args.request, bytes, { contentType: 'application/pdf', name });
}
