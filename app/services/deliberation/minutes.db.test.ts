import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { checkMinutes } from '#app/domain/deliberation/check-minutes.ts';
import { type Minutes, minutesDigest } from '#app/domain/deliberation/minutes.ts';
import { checkStatistics } from '#app/domain/deliberation/statistics.ts';
import { publicJwkSchema, readPublicJwk } from '#app/domain/verification/public-jwk.ts';
import { verifySignature } from '#app/domain/verification/signature.ts';
import { confirmPassword } from '#app/services/access/confirm-password.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { minutes } from '#db/schema/deliberation.ts';
import { signingKey } from '#db/schema/document.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { openAll } from '#tests/factories/deliberation.ts';
import { accepted, markEverything } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { listUnsignedMinutes } from './list-unsigned-minutes.server.ts';
import { recordJuryDecision } from './record-jury-decision.server.ts';
import { sealDeliberation } from './seal-deliberation.server.ts';
import { signMinutes } from './sign-minutes.server.ts';

const database = useDatabase();

/** Two candidates, of 9.70 (rescued) and 12.50, and a jury that has just sealed. */
async function sealed() {
  const world = await createSeatedSitting(database.db, { candidates: 2 });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const order: string[] = [];
  await markEverything(ctx, world, staff, (dossier) => {
    if (!order.includes(dossier)) order.push(dossier);
    return { state: 'mark', value: order.indexOf(dossier) === 0 ? 970 : 1250 };
  });
  const [deliberationId = ''] = await openAll(ctx, world, staff);
  const [board] = staff.boards;
  if (!board) throw new Error('no board');
  const president = ctx.as(board.president.actor);
  const [near = ''] = order;
  const decision = { dossier: near, kind: 'rescue', decision: 'passed', reason: 'Livret scolaire' } as const;
  const members = [board.president.id, board.members[0]?.id ?? ''];
  accepted(await recordJuryDecision(president, { deliberationId, ...decision, members }));
  return { world, ctx, board, president, deliberationId, near, name: board.president.actor.label };
}

async function signed() {
  const all = await sealed();
  accepted(await sealDeliberation(all.president, { deliberationId: all.deliberationId }));
  accepted(
    await signMinutes(all.president, {
      deliberationId: all.deliberationId,
      signedAs: all.name.toUpperCase(),
    }),
  );
  const [row] = await database.db
    .select()
    .from(minutes)
    .where(eq(minutes.deliberationId, all.deliberationId));
  if (!row) throw new Error('no minutes');
  return { ...all, row, model: row.model as Minutes };
}

describe('the minutes', () => {
  it('say all that was decided, by code, with figures that sum', async () => {
    const { world, model, near, board, name } = await signed();
    expect(model).toMatchObject({
      jury: { number: 1 },
      round: { number: 1, kind: 'sitting' },
      quorum: { appointed: 3, needed: 2, present: 2 },
      statistics: { registered: 2, present: 2, byDecision: { passed: 2 } },
      decisions: [{ dossier: near, kind: 'rescue', reason: 'Livret scolaire' }],
      signedAs: name,
    });
    expect(model.decisions[0]?.members).toEqual([name, board.members[0]?.actor.label]);
    expect(model.dossiers.find(({ code }) => code === near)).toMatchObject({ average: 970, byJury: true });
    const byHonours = Object.fromEntries(
      model.statistics.byHonours.map(({ name: { fr }, count }) => [fr, count]),
    );
    expect(checkStatistics({ ...model.statistics, byHonours })).toEqual([]);
    for (const { entry, tableNumber } of world.seated)
      for (const text of [entry.surname, entry.number, tableNumber])
        expect(JSON.stringify(model)).not.toContain(`"${text}"`);
  });

  it('bear a signature of the office’s key over exactly what they say, and are kept as a PDF', async () => {
    const { ctx, world, row, model } = await signed();
    expect(row.modelHash).toBe(minutesDigest(model));
    const header: unknown = JSON.parse(
      Buffer.from(row.signature.split('.')[0] ?? '', 'base64url').toString(),
    );
    expect(header).toMatchObject({ alg: 'EdDSA', typ: 'palmares-minutes+jwt' });
    const [stored] = await database.db
      .select()
      .from(signingKey)
      .where(eq(signingKey.organisationId, world.organisation.id));
    const key = stored && readPublicJwk(publicJwkSchema.parse(stored.publicJwk));
    if (!key) throw new Error('no key');
    expect(checkMinutes(model, row.signature, key, verifySignature)).toBe(true);
    const changed = { ...model, signedAs: 'Quelqu’un d’autre' };
    expect(checkMinutes(changed, row.signature, key, verifySignature)).toBe(false);
    const pdf = await ctx.adapters.storage.get(row.fileKey);
    expect(
      Buffer.from(pdf ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await expect(
      database.db
        .update(minutes)
        .set({ signedAs: 'X' })
        .where(eq(minutes.deliberationId, row.deliberationId)),
    ).rejects.toThrow();
  });

  it('are the president’s to sign, present, under their name, after the seal, once', async () => {
    const { ctx, world, board, president, deliberationId, name } = await sealed();
    const sign = (as = president, signedAs = name) => signMinutes(as, { deliberationId, signedAs });
    expect(await sign()).toMatchObject({ reason: 'minutes.notSealed' });
    expect(await listUnsignedMinutes(database.db, world.sitting.id)).toEqual([]);
    accepted(await sealDeliberation(president, { deliberationId }));
    expect(await listUnsignedMinutes(database.db, world.sitting.id)).toMatchObject([
      { deliberationId, jury: { number: 1 }, round: 1 },
    ]);
    expect(await sign(ctx.as(board.members[0]?.actor ?? ctx.actor))).toMatchObject({
      reason: 'deliberation.notFound',
    });
    const grant = { organisationId: world.organisation.id, juryId: world.juries[0]?.id ?? '' };
    const other = await createUser(database.db, { grants: [{ role: 'juryPresident', ...grant }] });
    expect(await sign(ctx.as(other.actor), other.actor.label)).toMatchObject({
      reason: 'minutes.notPresent',
    });
    expect(await sign(president, 'Somebody Else')).toMatchObject({ reason: 'minutes.nameDiffers' });
    const twice = await Promise.all([sign(), sign({ ...president, db: database.connect().db })]);
    expect(twice.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await sign()).toMatchObject({ reason: 'minutes.alreadySigned' });
    expect(await listUnsignedMinutes(database.db, world.sitting.id)).toEqual([]);
  });

  it('wait while a name can’t be printed', async () => {
    const { board, president, deliberationId, name } = await sealed();
    accepted(await sealDeliberation(president, { deliberationId }));
    await database.db
      .update(userAccount)
      .set({ displayName: '漢字' })
      .where(eq(userAccount.id, board.members[1]?.id ?? ''));
    expect(await signMinutes(president, { deliberationId, signedAs: name })).toMatchObject({
      reason: 'minutes.unprintable',
    });
  });
});

describe('who is at the keyboard', () => {
  it('is whoever knows the password of the session', async () => {
    const user = await createUser(database.db, { password: 'correct horse battery' });
    const ctx = testContext(database).as(user.actor);
    expect(await confirmPassword(ctx, { password: 'correct horse battery' })).toMatchObject({ ok: true });
    expect(await confirmPassword(ctx, { password: 'guess' })).toMatchObject({
      reason: 'minutes.passwordWrong',
    });
  });
});
