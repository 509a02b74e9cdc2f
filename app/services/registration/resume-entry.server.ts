import { and, eq, ne } from 'drizzle-orm';
import { ACCESS_CODE_LENGTH, charactersOf } from '#app/domain/registration/entry-reference.ts';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { exam, sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { livingEntries } from './start-entry.server.ts';

export type ResumeEntry = {
  /** As `readCharacters` reads them. */
  readonly reference: string;
  readonly code: string;
  /** For the account of somebody who has none. */
  readonly locale: string;
};

export type ResumeRefusal =
  | 'resume.wrong'
  | 'resume.otherAccount'
  | 'resume.otherCandidate'
  | 'resume.staffAccount'
  | 'entry.samePeriod';

export type Resumed = {
  readonly entryId: string;
  /** The session it opened; absent for who was signed in. */
  readonly setCookie?: string;
};

/**
 * Opens an entry to who knows its reference and code, on any phone. A stranger is signed in as the candidate's account,
 * or as one without contact made for a candidate who has none (registered by a school). A signed-in person gets an entry
 * that is nobody's, or only such an account's, tied to their own, and
 * a new code: the one printed for the school opens it no more. `resume.wrong` for an unknown reference and a wrong
 * code alike; the other refusals are only for who knows both. The code is in no log.
 */
export async function resumeEntry(ctx: Ctx, command: ResumeEntry): Promise<Verdict<Resumed, ResumeRefusal>> {
  const { actor } = ctx;
  const found = await findByReference(ctx, command.reference);
  // Compared as hashes, and for an unknown reference with what no code gives: the time taken tells nothing.
  const right = sha256Hex(command.code) === sha256Hex(found?.accessCode ?? '-');
  if (!found?.accessCode || !right) return refuse('resume.wrong');
  const { entryId, candidateId } = found;
  if (actor.kind === 'user') {
    const lock = [`candidate:${candidateId}`, `registrant:${actor.id}`];
    return withTx(ctx, 'resumeEntry', { lock }, (tx) => tieToOwn(ctx, tx, actor.id, found));
  }
  const passwordHash = await ctx.adapters.passwords.hash(sha256Hex(ctx.adapters.random.bytes(32)));
  const owner = await withTx(ctx, 'resumeEntry', { lock: [`candidate:${candidateId}`] }, (tx) =>
    ownerOf(tx, found, { passwordHash, locale: command.locale }),
  );
  if (!owner.ok) return owner;
  return accept({ entryId, setCookie: await ctx.adapters.sessions.open(owner.value) });
}

type Found = {
  readonly entryId: string;
  readonly candidateId: string;
  readonly organisationId: string;
  readonly name: string;
  readonly accessCode: string | null;
  readonly examCode: string;
  readonly year: number;
};

async function findByReference({ db }: Ctx, reference: string): Promise<Found | undefined> {
  const [row] = await db
    .select({ entry, examCode: exam.code, year: sitting.year })
    .from(entry)
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .where(and(eq(entry.reference, reference), ne(entry.state, 'withdrawn')));
  if (!row) return undefined;
  const { id, candidateId, organisationId, surname, givenNames, accessCode } = row.entry;
  const name = [givenNames, surname].filter(Boolean).join(' ');
  return {
    entryId: id,
    candidateId,
    organisationId,
    name,
    accessCode,
    examCode: row.examCode,
    year: row.year,
  };
}

async function accountOf(tx: Tx, candidateId: string) {
  const [row] = await tx.db
    .select({ account: userAccount })
    .from(candidate)
    .innerJoin(userAccount, eq(userAccount.id, candidate.userId))
    .where(eq(candidate.id, candidateId));
  return row?.account;
}

/** The account an entry opens. One with a role of the office or a school opens by its password alone. */
async function ownerOf(
  tx: Tx,
  found: Found,
  fresh: { readonly passwordHash: string; readonly locale: string },
): Promise<Verdict<string, 'resume.wrong' | 'resume.staffAccount'>> {
  const account = await accountOf(tx, found.candidateId);
  if (account?.disabledAt) return refuse('resume.wrong');
  if (account) {
    const roles = await tx.db.select().from(roleGrant).where(eq(roleGrant.userId, account.id)).limit(1);
    if (roles.length > 0) return refuse('resume.staffAccount');
    record(tx, found, 'entry.resume');
    return accept(account.id);
  }
  const [made] = await tx.db
    .insert(userAccount)
    .values({ ...fresh, displayName: found.name || '–', createdAt: tx.now })
    .returning({ id: userAccount.id });
  if (!made) throw new Error('the account was not written');
  await tx.db.update(candidate).set({ userId: made.id }).where(eq(candidate.id, found.candidateId));
  record(tx, found, 'entry.claim');
  return accept(made.id);
}

async function tieToOwn(
  { adapters: { random } }: Ctx,
  tx: Tx,
  userId: string,
  found: Found,
): Promise<Verdict<Resumed, 'resume.otherAccount' | 'resume.otherCandidate' | 'entry.samePeriod'>> {
  const account = await accountOf(tx, found.candidateId);
  if (account?.id === userId) return accept({ entryId: found.entryId });
  const isSomebody = account !== undefined && (account.email !== null || account.phone !== null);
  if (isSomebody) return refuse('resume.otherAccount');
  const mine = await tx.db
    .select({ id: candidate.id })
    .from(candidate)
    .where(and(eq(candidate.organisationId, found.organisationId), eq(candidate.userId, userId)));
  if (mine.length > 0) return refuse('resume.otherCandidate');
  const living = await livingEntries(tx, userId, found.examCode, found.year);
  if (living.length > 0) return refuse('entry.samePeriod');
  await tx.db.update(candidate).set({ userId }).where(eq(candidate.id, found.candidateId));
  const accessCode = charactersOf(random.bytes(ACCESS_CODE_LENGTH));
  await tx.db.update(entry).set({ accessCode }).where(eq(entry.id, found.entryId));
  record(tx, found, 'entry.claim');
  return accept({ entryId: found.entryId });
}

function record(tx: Tx, { organisationId, entryId }: Found, action: 'entry.resume' | 'entry.claim'): void {
  tx.audit({ organisationId, action, subject: { type: 'entry', id: entryId } });
}
