import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { closeTill } from '#app/services/counter/close-till.server.ts';
import { createSchoolInvoice } from '#app/services/counter/create-school-invoice.server.ts';
import { keepBankFile } from '#app/services/counter/keep-bank-file.server.ts';
import { openTill } from '#app/services/counter/open-till.server.ts';
import { recordCash } from '#app/services/counter/record-cash.server.ts';
import { requestWaiver } from '#app/services/counter/request-waiver.server.ts';
import { invoice } from '#db/schema/fees.ts';
import { candidate, entry } from '#db/schema/registration.ts';

const DAY = 86_400_000;
const FLOAT = 20_000n;
/** A note of 500 given back too much: what a closing is for. */
const MISSING = 500n;

export type CounterPlan = {
  readonly ctx: Ctx;
  readonly actors: ReadonlyMap<string, Actor>;
  readonly organisationId: string;
  readonly sittingId: string;
  readonly now: Date;
};

/**
 * Yesterday at the counter: a till with a few payments, closed 500 F short, that waits for the accountant; a school's
 * invoice, a waiver to decide and a bank's statement to book. All by the use cases, as the people who would.
 */
export async function seedCounter({
  ctx,
  actors,
  organisationId,
  sittingId,
  now,
}: CounterPlan): Promise<void> {
  const yesterday = new Date(now.getTime() - DAY);
  const as = (name: string): Ctx => {
    const actor = actors.get(name);
    if (!actor) throw new Error(`the demonstration has no ${name}`);
    return { ...ctx, actor, clock: () => yesterday };
  };
  const owing = await listOwing(ctx, sittingId);
  const cashier = as('caisse');
  const till = value(await openTill(cashier, { organisationId, float: FLOAT.toString() }));
  let taken = 0n;
  for (const [at, { id, total }] of owing.slice(0, 4).entries()) {
    value(
      await recordCash(cashier, {
        kind: 'invoice',
        id,
        amount: total.toString(),
        receiptNumber: `A-${String(at + 118).padStart(5, '0')}`,
      }),
    );
    taken += total;
  }
  value(
    await closeTill(cashier, {
      tillId: till.tillId,
      counted: (FLOAT + taken - MISSING).toString(),
      reason: 'Rendu 500 F de trop au reçu A-00120',
    }),
  );
  const [waived, quoted, wrong] = owing.slice(4);
  if (waived)
    value(
      await requestWaiver(cashier, {
        invoiceId: waived.id,
        exemption: 'disability',
        reason: 'Carte d’invalidité vue au guichet',
      }),
    );
  await seedSchoolInvoice(as('ecole'), sittingId);
  if (quoted && wrong) await seedStatement(cashier, organisationId, quoted, wrong);
}

type Owing = { readonly id: string; readonly number: string; readonly total: bigint };

/** Free candidates who owe: those of schools are left to the schools. The first by id is the tests' own. */
async function listOwing({ db }: Ctx, sittingId: string): Promise<Owing[]> {
  return db
    .select({ id: invoice.id, number: invoice.number, total: invoice.total })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .where(
      and(
        eq(entry.sittingId, sittingId),
        eq(entry.state, 'submitted'),
        eq(invoice.state, 'open'),
        isNull(candidate.userId),
      ),
    )
    .orderBy(sql`${entry.schoolId} nulls first`, asc(invoice.number))
    .limit(8);
}

/** For the first few who owe: the head makes the next one. */
async function seedSchoolInvoice(head: Ctx, sittingId: string): Promise<void> {
  if (head.actor.kind !== 'user') return;
  for (const { schoolId } of head.actor.grants) {
    if (schoolId === null) continue;
    const owing = await head.db
      .select({ id: entry.id })
      .from(entry)
      .where(and(eq(entry.sittingId, sittingId), eq(entry.schoolId, schoolId), eq(entry.state, 'submitted')))
      .orderBy(asc(entry.number));
    const entryIds = owing.slice(0, Math.ceil(owing.length / 2)).map(({ id }) => id);
    if (entryIds.length > 0) value(await createSchoolInvoice(head, { schoolId, sittingId, entryIds }));
  }
}

async function seedStatement(ctx: Ctx, organisationId: string, quoted: Owing, wrong: Owing): Promise<void> {
  const day = ctx.clock().toISOString().slice(0, 10).split('-').reverse().join('/');
  const lines = [
    'Date valeur;Libellé;Débit;Crédit;Référence;Donneur d’ordre',
    `${day};Droits ${quoted.number};;${quoted.total};NT-900121;Mariama Saley`,
    `${day};${wrong.number};;${wrong.total - 500n};NT-900122;Ibrahim Oumarou`,
    `${day};pour mon fils;;6000;NT-900123;Hadjara Issa`,
    `${day};Frais de tenue de compte;1500;;NT-900124;`,
  ];
  value(
    await keepBankFile(ctx, {
      organisationId,
      source: 'nita',
      fileName: 'releve-nita.csv',
      bytes: new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`),
    }),
  );
}

function value<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(`the demonstration’s counter: ${verdict.reason}`);
  return verdict.value;
}
