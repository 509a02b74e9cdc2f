import { asc, eq } from 'drizzle-orm';
import { describe, expect, it, test } from 'vitest';
import { juryDecision } from '#db/schema/deliberation.ts';
import { openAll } from '#tests/factories/deliberation.ts';
import { markEverything } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { loadFinalOutcomes } from './load-deliberation.server.ts';
import { recordJuryDecision } from './record-jury-decision.server.ts';
import { rescueDossiers } from './rescue-dossiers.server.ts';

const database = useDatabase();
const mark = (value: number) => ({ state: 'mark', value }) as const;

/** Four candidates: two of 9.70 (inside the rescue band), one of 12.50, one of 8.00. */
async function opened() {
  const world = await createSeatedSitting(database.db, { candidates: 4 });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const order: string[] = [];
  await markEverything(ctx, world, staff, (dossier) => {
    if (!order.includes(dossier)) order.push(dossier);
    return mark([970, 970, 1250, 800][order.indexOf(dossier)] ?? 0);
  });
  const [deliberationId = ''] = await openAll(ctx, world, staff);
  const [board] = staff.boards;
  if (!board) throw new Error('no board');
  const president = ctx.as(board.president.actor);
  const [near = '', alsoNear = '', good = '', far = ''] = order;
  const base = { deliberationId, reason: 'Livret scolaire', members: [board.president.id] };
  const rows = (dossier?: string) =>
    database.db
      .select()
      .from(juryDecision)
      .where(dossier ? eq(juryDecision.dossier, dossier) : eq(juryDecision.deliberationId, deliberationId))
      .orderBy(asc(juryDecision.id));
  const finalOf = async (dossier: string) =>
    (await loadFinalOutcomes(database.db, deliberationId)).get(dossier);
  return { ctx, board, president, deliberationId, near, alsoNear, good, far, base, rows, finalOf };
}

describe('rescuing several dossiers', () => {
  it('writes one decision each for one reason, all or none', async () => {
    const { president, base, near, alsoNear, far, rows, finalOf } = await opened();
    const rescue = (dossiers: string[]) =>
      rescueDossiers(president, { ...base, decision: 'passed', dossiers });
    expect(await rescue([])).toMatchObject({ reason: 'deliberation.dossiersMissing' });
    expect(await rescue([near, far])).toMatchObject({
      reason: 'deliberation.outsideRescueBand',
      detail: { dossier: far },
    });
    expect(await rows()).toEqual([]);
    expect(await rescue([near, alsoNear, near])).toEqual({ ok: true, value: { rescued: 2 } });
    expect((await rows()).map(({ dossier }) => dossier).sort()).toEqual([near, alsoNear].sort());
    expect((await finalOf(alsoNear))?.decision).toBe('passed');
    expect(await rescue([near])).toMatchObject({ reason: 'deliberation.decidedMeanwhile' });
  });

  it('is for those present, while the deliberation is open', async () => {
    const { ctx, board, base, near } = await opened();
    const late = ctx.as(board.members[1]?.actor ?? ctx.actor);
    expect(await rescueDossiers(late, { ...base, decision: 'passed', dossiers: [near] })).toMatchObject({
      reason: 'deliberation.memberNotPresent',
    });
  });
});

describe('fraud', () => {
  it('voids papers as the regulation counts fraud, and the jury takes it back', async () => {
    const { president, base, good, rows, finalOf } = await opened();
    const decide = (changes: object) =>
      recordJuryDecision(president, {
        ...base,
        ...{ dossier: good, kind: 'void', decision: 'passed', reason: 'Antisèche trouvée' },
        ...changes,
      });
    expect(await decide({ papers: [] })).toMatchObject({ reason: 'deliberation.papersMissing' });
    expect(await decide({ papers: ['NOPE'] })).toMatchObject({ reason: 'deliberation.paperUnknown' });
    expect(await decide({ papers: ['MAT'] })).toEqual({ ok: true, value: true });
    const [voided] = await rows(good);
    // The sample regulation excludes for fraud.
    expect(voided).toMatchObject({ kind: 'void', decision: 'excluded', papers: ['MAT'] });
    expect(await finalOf(good)).toMatchObject({ decision: 'excluded', jury: { kind: 'void' } });
    expect(await decide({ kind: 'undo', papers: undefined, reason: 'Erreur de copie' })).toMatchObject({
      ok: true,
    });
    expect(await finalOf(good)).toMatchObject({ decision: 'passed', average: 1250, jury: null });
    expect(await decide({ kind: 'undo', papers: undefined })).toMatchObject({
      reason: 'deliberation.nothingToUndo',
    });
    expect(await rows(good)).toHaveLength(2);
  });

  it('refuses a reason the minutes could not print', async () => {
    const { president, base, near } = await opened();
    const asked = { ...base, dossier: near, kind: 'rescue', decision: 'passed' } as const;
    expect(await recordJuryDecision(president, { ...asked, reason: 'Livret 👍 bon' })).toMatchObject({
      reason: 'deliberation.reasonUnprintable',
      detail: { characters: '👍' },
    });
  });
});

describe('two jurors on one candidate', () => {
  test('who decides on what they no longer see is refused', async () => {
    const { ctx, president, board, base, near, rows } = await opened();
    const member = { ...ctx.as(board.members[0]?.actor ?? ctx.actor), db: database.connect().db };
    const asked = { ...base, dossier: near, seen: 0 } as const;
    const answers = await Promise.all([
      recordJuryDecision(president, { ...asked, kind: 'rescue', decision: 'passed' }),
      recordJuryDecision(member, { ...asked, kind: 'exclude', decision: 'excluded', reason: 'Fraude vue' }),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      reason: 'deliberation.decidedMeanwhile',
      detail: { dossier: near },
    });
    expect(await rows(near)).toHaveLength(1);
  });

  test('control: two who count first and write then, without the lock, both write', async () => {
    const { base, board, near, deliberationId, rows } = await opened();
    let counted = 0;
    let release: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    const blind = async (kind: 'rescue' | 'exclude') => {
      await database.connect().db.transaction(async (tx) => {
        const seen = await tx.select().from(juryDecision).where(eq(juryDecision.dossier, near));
        counted += 1;
        if (counted === 2) release();
        await both;
        if (seen.length > 0) return;
        await tx.insert(juryDecision).values({
          ...{ deliberationId, dossier: near, kind, reason: base.reason, members: base.members },
          ...{ decision: kind === 'rescue' ? 'passed' : 'excluded', decidedBy: board.president.id },
          at: new Date(0),
        });
      });
    };
    await Promise.all([blind('rescue'), blind('exclude')]);
    expect(await rows(near)).toHaveLength(2);
  });
});
