import { eq } from 'drizzle-orm';
import type { DocumentStyle } from '#app/domain/documents/style.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { organisation } from '#db/schema/organisation.ts';
import { exam, regulationVersion, sitting } from '#db/schema/sitting.ts';
import { loadDocumentStyle } from './load-document-style.server.ts';

export type SittingFacts = {
  readonly organisation: typeof organisation.$inferSelect;
  readonly exam: typeof exam.$inferSelect;
  readonly sitting: typeof sitting.$inferSelect;
  readonly regulation: Regulation;
  readonly regulationHash: string;
  /** How its documents look, where the organisation chose. */
  readonly style: DocumentStyle | undefined;
};

/** A sitting with the organisation that holds it, its exam, and the regulation version it runs under. */
export async function loadSittingFacts(
  db: Pick<Db, 'select'>,
  sittingId: string,
): Promise<SittingFacts | undefined> {
  const [row] = await db
    .select({ sitting, exam, organisation, regulation: regulationVersion })
    .from(sitting)
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .innerJoin(organisation, eq(organisation.id, sitting.organisationId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(eq(sitting.id, sittingId));
  if (!row) return undefined;
  const { regulation, ...facts } = row;
  return {
    ...facts,
    regulation: regulationSchema.parse(regulation.body),
    regulationHash: regulation.hash,
    style: await loadDocumentStyle(db, facts.organisation.id),
  };
}

/** A country's name in both languages, by its ISO 3166-1 alpha-2 code. */
export function countryName(code: string): { fr: string; en: string } {
  const nameIn = (language: string) => new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  return { fr: nameIn('fr'), en: nameIn('en') };
}
