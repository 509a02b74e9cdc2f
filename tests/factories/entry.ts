import { and, eq } from 'drizzle-orm';
import { candidateNumber } from '#app/domain/registration/candidate-number.ts';
import type { Db } from '#db/client.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { TEST_NOW } from '#tests/setup/bare-context.ts';
import { nextNumber } from './next-number.ts';

type EntryInsert = typeof entry.$inferInsert;

export type CreateEntry = Partial<EntryInsert> & {
  readonly organisationId: string;
  readonly sittingId: string;
  readonly regionId: string;
  /** The candidate's account; without one, a candidate nobody signs in as. */
  readonly userId?: string;
};

/**
 * An entry with every answer, in the state asked (`draft` unless told otherwise). It is written as it would stand, with
 * a number from its state on, and without invoice or payment: tests about money submit through the services.
 */
export async function createEntry(db: Db, { userId, ...values }: CreateEntry) {
  const state = values.state ?? 'draft';
  const number = nextNumber();
  const sent = state !== 'draft' && state !== 'withdrawn';
  const [row] = await db
    .insert(entry)
    .values({
      candidateId: await candidateOf(db, values.organisationId, userId),
      kind: values.schoolId ? 'official' : 'free',
      surname: `Maïga ${number}`,
      givenNames: 'Aïssatou',
      sex: 'F',
      birthDate: '2008-11-23',
      birthPlace: 'Tillabéri',
      nationality: 'NE',
      series: 'C',
      options: [],
      fit: true,
      photoKey: `photos/test/${number}.jpg`,
      number: sent ? candidateNumber('BAC', 2027, number) : null,
      submittedAt: sent ? TEST_NOW : null,
      createdAt: TEST_NOW,
      updatedAt: TEST_NOW,
      ...values,
      state,
    })
    .returning();
  if (!row) throw new Error('the factory wrote no entry');
  return row;
}

async function candidateOf(db: Db, organisationId: string, userId: string | undefined): Promise<string> {
  if (userId !== undefined) {
    const [known] = await db
      .select({ id: candidate.id })
      .from(candidate)
      .where(and(eq(candidate.organisationId, organisationId), eq(candidate.userId, userId)));
    if (known) return known.id;
  }
  const [row] = await db
    .insert(candidate)
    .values({ organisationId, userId: userId ?? null, createdAt: TEST_NOW })
    .returning({ id: candidate.id });
  if (!row) throw new Error('the factory wrote no candidate');
  return row.id;
}
