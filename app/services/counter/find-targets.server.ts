import { and, eq, inArray } from 'drizzle-orm';
import { type MatchTarget, quotedKey } from '#app/domain/counter/match-line.ts';
import type { QuotedNumber } from '#app/domain/counter/read-number.ts';
import { schoolAmountDue } from '#app/services/fees/allocate-credit.server.ts';
import { amountsDue } from '#app/services/fees/amount-due.server.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, schoolInvoice } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';

const AT_ONCE = 1000;

/**
 * The invoices that quoted numbers stand for in an organisation, by `quotedKey`. A candidate's number is the number of
 * their entry: of several invoices of one entry, the one still open, or the latest.
 */
export async function findTargets(
  db: Db | TxDb,
  organisationId: string,
  quoted: readonly QuotedNumber[],
): Promise<ReadonlyMap<string, MatchTarget>> {
  const numbers = (kind: QuotedNumber['kind']) => [
    ...new Set(quoted.filter((one) => one.kind === kind).map(({ number }) => number)),
  ];
  return new Map([
    ...(await candidateTargets(db, organisationId, numbers('candidate'))),
    ...(await schoolTargets(db, organisationId, numbers('schoolInvoice'))),
  ]);
}

type Found = readonly (readonly [string, MatchTarget])[];

async function candidateTargets(
  db: Db | TxDb,
  organisationId: string,
  numbers: readonly string[],
): Promise<Found> {
  const found: (readonly [string, MatchTarget])[] = [];
  for (let start = 0; start < numbers.length; start += AT_ONCE) {
    const rows = await db
      .select({ candidate: entry.number, id: invoice.id, number: invoice.number, state: invoice.state })
      .from(entry)
      .innerJoin(invoice, eq(invoice.entryId, entry.id))
      .where(
        and(
          eq(entry.organisationId, organisationId),
          inArray(entry.number, numbers.slice(start, start + AT_ONCE)),
        ),
      )
      .orderBy(invoice.createdAt);
    const dues = await amountsDue(
      { db },
      rows.map(({ id }) => id),
    );
    const openLast = rows.sort((a, b) => Number(a.state === 'open') - Number(b.state === 'open'));
    for (const { candidate, ...row } of openLast) {
      const due = dues.get(row.id);
      if (candidate === null || !due) continue;
      found.push([quotedKey({ kind: 'candidate', number: candidate }), { ...row, kind: 'invoice', due }]);
    }
  }
  return found;
}

async function schoolTargets(
  db: Db | TxDb,
  organisationId: string,
  numbers: readonly string[],
): Promise<Found> {
  if (numbers.length === 0) return [];
  const rows = await db
    .select()
    .from(schoolInvoice)
    .where(
      and(eq(schoolInvoice.organisationId, organisationId), inArray(schoolInvoice.number, [...numbers])),
    );
  return Promise.all(
    rows.map(async (row) => {
      const { id, number, state } = row;
      const due = await schoolAmountDue(db, row);
      return [
        quotedKey({ kind: 'schoolInvoice', number }),
        { kind: 'schoolInvoice', id, number, state, due },
      ] as const;
    }),
  );
}
