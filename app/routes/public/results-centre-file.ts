import type { LoaderFunctionArgs } from '@remix-run/node';
import { csvResponse } from '#app/http/csv.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { publishedSitting } from '#app/http/results/published-number.ts';
import { translator } from '#app/i18n/translate.ts';
import { readWholeCentre } from '#app/queries/results/read-published.ts';

/** A centre's list as a file: table numbers and decisions, nothing else of anybody. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'table numbers and decisions are public once published');
  const snapshot = publishedSitting(context, params);
  const centre = orNotFound(snapshot.head.centres.find(({ id }) => id === params.centreId));
  const t = translator(context.locale);
  async function* rows() {
    for await (const lines of readWholeCentre(snapshot, centre.id))
      yield lines.map(({ tableNumber, decision }) => [tableNumber, t(`states:decision.${decision}`)]);
  }
  const name = `${centre.code}-v${snapshot.head.version}.csv`.replace(/[^\w.-]/g, '_');
  return csvResponse(name, [t('results:sitting.number'), t('results:sitting.decision')], rows());
}
