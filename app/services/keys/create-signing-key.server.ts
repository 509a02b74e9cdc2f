import { eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { documentKeySpan, yearStart } from '#app/domain/verification/key-span.ts';
import type { SignatureAlgorithm } from '#app/domain/verification/signature.ts';
import type { Ctx } from '#app/services/context.ts';
import {
  type ActiveKey,
  findActiveKey,
  signingKeyLock,
  storeKey,
} from '#app/services/documents/signing-keys.server.ts';
import { organisation } from '#db/schema/organisation.ts';
import { withTx } from '#db/tx.ts';
import { retireStored } from './retire-signing-key.server.ts';

export type NewSigningKey = {
  readonly organisationCode: string;
  /** Of the documents it will sign. */
  readonly year: number;
  readonly alg: SignatureAlgorithm;
};

/** Keys are made for this year and the next: sooner is a mistake of typing, and makes a key wait where it can be stolen. */
const YEARS_AHEAD = 1;

/**
 * Makes the key of an organisation and a year ahead of its first use, so that the trust list names it in time. Refused:
 * `organisation.unknown`, `signingKey.yearTooFar`, `signingKey.exists`.
 */
export function createSigningKey(
  ctx: Ctx,
  wanted: NewSigningKey,
): Promise<Verdict<ActiveKey, 'organisation.unknown' | 'signingKey.yearTooFar' | 'signingKey.exists'>> {
  return makeKey(ctx, wanted, 'first');
}

/**
 * Makes another key for an organisation and a year, and retires the one in use, if any: what that one signed stays good.
 * Refused as `createSigningKey`, but for a key that exists.
 */
export function rotateSigningKey(
  ctx: Ctx,
  wanted: NewSigningKey,
): Promise<Verdict<ActiveKey & { readonly retired?: string }>> {
  return makeKey(ctx, wanted, 'another');
}

async function makeKey(
  ctx: Ctx,
  { organisationCode, year, alg }: NewSigningKey,
  which: 'first' | 'another',
): Promise<
  Verdict<
    ActiveKey & { readonly retired?: string },
    'organisation.unknown' | 'signingKey.yearTooFar' | 'signingKey.exists'
  >
> {
  const [owner] = await ctx.db.select().from(organisation).where(eq(organisation.code, organisationCode));
  if (!owner) return refuse('organisation.unknown');
  if (year > ctx.clock().getUTCFullYear() + YEARS_AHEAD) return refuse('signingKey.yearTooFar', { year });
  const generated = await ctx.adapters.signer.generateKey(alg);
  return withTx(ctx, 'createSigningKey', { lock: [signingKeyLock(owner.id)] }, async (tx) => {
    const known = await findActiveKey(tx.db, owner.id, yearStart(year));
    if (known && which === 'first') return refuse('signingKey.exists', { kid: known.kid, year });
    const made = await storeKey(tx, generated, owner.id, documentKeySpan(year));
    if (!known) return accept(made);
    await retireStored(tx, known.kid, owner.id);
    return accept({ ...made, retired: known.kid });
  });
}
