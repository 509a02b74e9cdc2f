import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';

const database = useDatabase();

it('publishes a competition’s order of merit over all its juries, equals sharing a rank, and nobody who is out', async () => {
  const regulation = sampleRegulation('competition-sample');
  const order: string[] = [];
  const { publicationId } = await publishEverything(testContext(database), {
    candidates: 4,
    juries: 2,
    regulation,
    examCode: 'CONC',
    series: Object.keys(regulation.series)[0] ?? '',
    markOf: (dossier) => {
      if (!order.includes(dossier)) order.push(dossier);
      return { state: 'mark', value: [1600, 1400, 1400, 200][order.indexOf(dossier)] ?? 0 };
    },
  });
  const rows = await database.db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .where(eq(publishedResult.publicationId, publicationId));
  const ranks = rows
    .map(({ body }) => body as PublishedResult)
    .map(({ rank, decision, outcome }) => ({ rank, decision, average: outcome.average }))
    .sort((a, b) => (b.average ?? 0) - (a.average ?? 0));
  expect(ranks.map(({ rank }) => rank)).toEqual([1, 2, 2, null]);
  expect(ranks.map(({ decision }) => decision)).toEqual(['passed', 'passed', 'passed', 'excluded']);
});
