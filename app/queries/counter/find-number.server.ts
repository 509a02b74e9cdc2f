import { and, asc, eq, inArray, like, or } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { numbersIn } from '#app/domain/counter/read-number.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { invoice, schoolInvoice } from '#db/schema/fees.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';

export type FoundBill = {
  readonly kind: 'invoice' | 'schoolInvoice';
  readonly id: string;
  readonly number: string;
  /** A candidate's name, or a school's. */
  readonly name: string;
  readonly state: string;
};

const MOST = 20;

/**
 * The invoices a payer's number stands for, in any spelling: a candidate's number or invoice, a school's invoice, or the
 * end of either ("123"). At most 20.
 */
export async function findBills(db: Db, reach: Reach, text: string): Promise<readonly FoundBill[]> {
  const quoted = numbersIn(text);
  const digits = /^\s*0*(\d{1,6})\s*$/.exec(text)?.[1];
  const candidates = quoted.filter(({ kind }) => kind === 'candidate').map(({ number }) => number);
  const schools = quoted.filter(({ kind }) => kind === 'schoolInvoice').map(({ number }) => number);
  const ending = digits === undefined ? undefined : `%-${digits.padStart(6, '0')}`;
  if (candidates.length + schools.length === 0 && ending === undefined) return [];
  const found = await db
    .select({
      id: invoice.id,
      number: invoice.number,
      state: invoice.state,
      surname: entry.surname,
      givenNames: entry.givenNames,
    })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .where(
      and(
        withinReach(reach, invoice.organisationId),
        or(
          candidates.length > 0 ? inArray(entry.number, candidates) : undefined,
          ending ? like(entry.number, ending) : undefined,
        ) ?? inArray(entry.number, []),
      ),
    )
    .orderBy(asc(invoice.number))
    .limit(MOST);
  const ofSchools = await db
    .select({
      id: schoolInvoice.id,
      number: schoolInvoice.number,
      state: schoolInvoice.state,
      name: school.name,
    })
    .from(schoolInvoice)
    .innerJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(
      and(
        withinReach(reach, schoolInvoice.organisationId),
        or(
          schools.length > 0 ? inArray(schoolInvoice.number, schools) : undefined,
          ending ? like(schoolInvoice.number, ending) : undefined,
        ) ?? inArray(schoolInvoice.number, []),
      ),
    )
    .orderBy(asc(schoolInvoice.number))
    .limit(MOST);
  return [
    ...found.map(
      ({ surname, givenNames, ...row }): FoundBill => ({
        ...row,
        kind: 'invoice',
        name: `${surname ?? ''} ${givenNames ?? ''}`.trim(),
      }),
    ),
    ...ofSchools.map((row): FoundBill => ({ ...row, kind: 'schoolInvoice' })),
  ].slice(0, MOST);
}
