import { eq, inArray } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { entryLockKeys } from '#app/services/fees/credit-lock-keys.server.ts';
import { duplicatePair, entry } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { type GiveUpRefusal, giveUpDouble } from './give-up-double.server.ts';

export type DecideDuplicate = {
  readonly pairId: string;
  /** Why, in the officer's words: kept with the pair and in the audit log. */
  readonly note: string;
} & ({ readonly decision: 'different' } | { readonly decision: 'same'; readonly keep: string });

export type DuplicateRefusal =
  | 'duplicate.notFound'
  | 'duplicate.decided'
  | 'duplicate.noteMissing'
  | 'duplicate.keepMissing'
  | 'duplicate.otherOffice'
  | GiveUpRefusal;

type Row = typeof entry.$inferSelect;

/**
 * Decides whether two entries are one person's. `different`: both go on. `same`: the entry kept goes on, and the other
 * is withdrawn while nothing was paid for it, else rejected; nothing is deleted and its money stays in the books. Who:
 * `entry.review` over either entry, and over the one that goes (`duplicate.otherOffice`).
 */
export async function decideDuplicate(
  ctx: Ctx,
  command: DecideDuplicate,
): Promise<Verdict<{ gone: string | null }, DuplicateRefusal>> {
  const note = command.note.normalize('NFC').trim();
  if (note.length < 5 || note.length > 600) return refuse('duplicate.noteMissing');
  const [known] = await ctx.db.select().from(duplicatePair).where(eq(duplicatePair.id, command.pairId));
  if (!known) return refuse('duplicate.notFound');
  const lock = [
    `duplicate:${known.id}`,
    ...(await entryLockKeys(ctx.db, known.entryA)),
    ...(await entryLockKeys(ctx.db, known.entryB)),
  ];
  return withTx(ctx, 'decideDuplicate', { lock }, async (tx) => {
    const [pair] = await tx.db.select().from(duplicatePair).where(eq(duplicatePair.id, known.id));
    const rows = await tx.db
      .select()
      .from(entry)
      .where(inArray(entry.id, [known.entryA, known.entryB]));
    if (!pair || !rows.some((row) => authorise(ctx.actor, 'entry.review', row).ok))
      return refuse('duplicate.notFound');
    if (pair.state !== 'open') return refuse('duplicate.decided');
    const gone = await judge(ctx, tx, rows, command, note);
    if (!gone.ok) return gone;
    const decidedBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    await tx.db
      .update(duplicatePair)
      .set({ state: command.decision, note, decidedBy, decidedAt: tx.now })
      .where(eq(duplicatePair.id, pair.id));
    tx.audit({
      organisationId: pair.organisationId,
      action: 'duplicate.decide',
      subject: { type: 'duplicate', id: pair.id },
      detail: {
        decision: command.decision,
        note,
        entries: rows.map(({ number }) => number ?? '').join(' '),
        gone: gone.value?.number ?? null,
      },
    });
    return accept({ gone: gone.value?.id ?? null });
  });
}

/** The entry that goes, gone; null when both stay or it had gone already. */
async function judge(
  ctx: Ctx,
  tx: Tx,
  rows: readonly Row[],
  command: DecideDuplicate,
  note: string,
): Promise<Verdict<Row | null, DuplicateRefusal>> {
  if (command.decision === 'different') return accept<Row | null>(null);
  const kept = rows.find(({ id }) => id === command.keep);
  const gone = rows.find(({ id }) => id !== command.keep);
  if (!kept || !gone) return refuse('duplicate.keepMissing');
  if (!authorise(ctx.actor, 'entry.review', gone).ok) return refuse('duplicate.otherOffice');
  if (gone.state === 'withdrawn' || gone.state === 'rejected') return accept<Row | null>(null);
  const done = await giveUpDouble(tx, { gone, kept, note });
  return done.ok ? accept<Row | null>(gone) : done;
}
