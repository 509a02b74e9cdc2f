import { and, asc, eq } from 'drizzle-orm';
import { describe, expect, it, test } from 'vitest';
import { markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { openDeliberation } from '#app/services/deliberation/open-deliberation.server.ts';
import { message } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { markEntry, moderation } from '#db/schema/marking.ts';
import { createMarkedSitting } from '#tests/factories/closed-bundles.ts';
import { accepted, listScripts } from '#tests/factories/marking.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { decideModeration } from './decide-moderation.server.ts';
import { decideReopening } from './decide-reopening.server.ts';
import { enterMarks } from './enter-marks.server.ts';
import { resolveBundle } from './load-bundle.server.ts';
import { proposeModeration } from './propose-moderation.server.ts';
import { requestReopening } from './request-reopening.server.ts';

const database = useDatabase();
const mark = (value: number) => ({ state: 'mark', value }) as const;
const REASON = 'Le sujet de la seconde partie était hors programme';
const POLICY = markingPolicyOf({ entries: 2, tolerance: 0, third: 'decides' });

/** One paper closed with marks 10, 20, 0 and an absence. */
async function closedPaper(options: { all?: boolean } = {}) {
  const ctx = testContext(database);
  const marked = await createMarkedSitting(ctx, database.db);
  const values = [mark(1000), mark(2000), mark(0), { state: 'absent' } as const];
  const closing = options.all ? marked.bundles : marked.bundles.slice(0, 1);
  for (const { id } of closing) await marked.close(id, (position) => values[position - 1] ?? mark(500));
  const [first] = marked.bundles;
  if (!first) throw new Error('no bundle');
  const target = { sittingId: first.sittingId, round: 1, paperCode: first.paperCode, bundleIds: [] };
  const propose = (shift: number, who = marked.office) =>
    proposeModeration(who, { ...target, shift, reason: REASON });
  const standing = async () => {
    const resolved = await resolveBundle(database.db, first.id, POLICY);
    const scripts = await listScripts(database.db, first.id);
    return scripts.map(({ code }) => {
      const one = resolved.get(code);
      return one?.status === 'agreed'
        ? one.value.state === 'mark'
          ? one.value.value
          : one.value.state
        : null;
    });
  };
  return { ctx, ...marked, bundleId: first.id, target, propose, standing };
}

test('incident 6 (Santorin): marks are never harmonised without their markers: each change is a line with its author and reason, and everyone concerned is told', async () => {
  const { ctx, staff, colleague, propose, standing, bundleId } = await closedPaper();
  expect(await standing()).toEqual([1000, 2000, 0, 'absent']);
  const { moderationId } = accepted(await propose(50));
  expect(await standing()).toEqual([1000, 2000, 0, 'absent']);
  const done = accepted(await decideModeration(colleague, { moderationId, decision: 'apply' }));
  expect(done).toEqual({ changed: 2, told: 2 });
  expect(await standing()).toEqual([1050, 2000, 50, 'absent']);

  const [script] = await listScripts(database.db, bundleId);
  const lines = await database.db
    .select()
    .from(markEntry)
    .where(eq(markEntry.scriptCode, script?.code ?? ''))
    .orderBy(asc(markEntry.id));
  const colleagueId = colleague.actor.kind === 'user' ? colleague.actor.id : '';
  expect(lines.map(({ pass, value, userId, reason }) => [pass, value, userId, reason])).toEqual([
    [1, 1000, staff.markers[0].id, null],
    [2, 1000, staff.markers[1].id, null],
    [4, 1050, colleagueId, REASON],
  ]);
  expect(lines[2]?.moderationId).toBe(moderationId);

  await sendQueuedMessages(ctx);
  const told = await database.db.select().from(message).where(eq(message.template, 'marksModerated'));
  expect(told.map(({ userId }) => userId).sort()).toEqual([staff.markers[0].id, staff.markers[1].id].sort());
  expect(ctx.mails.map(({ text }) => text).every((text) => text.includes(REASON))).toBe(true);
  expect(ctx.mails.map(({ text }) => text).every((text) => text.includes('+0,50 point'))).toBe(true);
  const [audited] = await database.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, moderationId), eq(auditLog.action, 'moderation.apply')));
  expect(audited?.detail).toMatchObject({ shift: 50, changed: 2, told: 2 });
});

describe('a moderation', () => {
  it('takes two people of the office', async () => {
    const { office, colleague, marker, propose } = await closedPaper();
    expect(await propose(50, marker(0))).toMatchObject({ reason: 'sitting.notFound' });
    const { moderationId } = accepted(await propose(50));
    const apply = { moderationId, decision: 'apply' } as const;
    expect(await decideModeration(office, apply)).toMatchObject({ reason: 'moderation.samePerson' });
    expect(await decideModeration(marker(0), apply)).toMatchObject({ reason: 'moderation.notFound' });
    accepted(await decideModeration(colleague, { ...apply, decision: 'refuse' }));
    expect(await decideModeration(colleague, apply)).toMatchObject({ reason: 'moderation.decided' });
    expect(
      await database.db.select().from(markEntry).where(eq(markEntry.moderationId, moderationId)),
    ).toEqual([]);
  });

  it('is of closed bundles, of marks that move, and says why', async () => {
    const { office, target, bundles, propose } = await closedPaper();
    const open = bundles.find(({ paperCode }) => paperCode !== target.paperCode);
    const other = { ...target, paperCode: open?.paperCode ?? '' };
    expect(await proposeModeration(office, { ...other, shift: 50, reason: REASON })).toMatchObject({
      reason: 'moderation.bundlesOpen',
    });
    const foreign = { ...target, bundleIds: [open?.id ?? ''] };
    expect(await proposeModeration(office, { ...foreign, shift: 50, reason: REASON })).toMatchObject({
      reason: 'moderation.noBundle',
    });
    expect(await proposeModeration(office, { ...target, shift: 50, reason: ' ' })).toMatchObject({
      reason: 'moderation.reasonMissing',
    });
    expect(await propose(0)).toMatchObject({ reason: 'moderation.noShift' });
    expect(await propose(2001)).toMatchObject({ reason: 'moderation.noShift' });
  });

  it('stops once a jury deliberates on the marks, even when it was proposed before', async () => {
    const { ctx, staff, world, colleague, propose, standing } = await closedPaper({ all: true });
    const { moderationId } = accepted(await propose(50));
    const president = ctx.as(staff.boards[0]?.president.actor ?? expect.fail('no president'));
    accepted(await openDeliberation(president, { juryId: world.juries[0]?.id ?? '' }));
    expect(await decideModeration(colleague, { moderationId, decision: 'apply' })).toMatchObject({
      reason: 'moderation.deliberated',
    });
    expect(await standing()).toEqual([1000, 2000, 0, 'absent']);
    expect(await propose(50)).toMatchObject({ reason: 'moderation.deliberated' });
  });

  it('is void for a script that is keyed again after the bundle was reopened', async () => {
    const { office, colleague, marker, bundleId, propose, standing } = await closedPaper();
    const { moderationId } = accepted(await propose(-50));
    accepted(await decideModeration(colleague, { moderationId, decision: 'apply' }));
    expect(await standing()).toEqual([950, 1950, 0, 'absent']);
    const { reopeningId } = accepted(await requestReopening(office, { bundleId, reason: 'Rang 1' }));
    accepted(await decideReopening(colleague, { reopeningId, decision: 'reopen' }));
    const [script] = await listScripts(database.db, bundleId);
    const again = {
      bundleId,
      marks: [{ scriptCode: script?.code ?? '', value: mark(1200) }],
      reason: 'Relu',
    };
    for (const who of [marker(0), marker(1)]) accepted(await enterMarks(who, again));
    expect(await standing()).toEqual([1200, 1950, 0, 'absent']);
  });

  it('is applied once by two who decide at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { colleague, propose, standing } = await closedPaper();
      const { moderationId } = accepted(await propose(50));
      const elsewhere = { ...colleague, db: database.connect().db };
      const apply = { moderationId, decision: 'apply' } as const;
      const answers = await Promise.all([
        decideModeration(colleague, apply),
        decideModeration(elsewhere, apply),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await standing()).toEqual([1050, 2000, 50, 'absent']);
      const rows = await database.db.select().from(markEntry).where(eq(markEntry.moderationId, moderationId));
      expect(rows).toHaveLength(2);
    }
  });

  it('control: without the lock, two who read the marks before either wrote would write them twice', async () => {
    const { propose, bundleId, colleague } = await closedPaper();
    const { moderationId } = accepted(await propose(50));
    const [script] = await listScripts(database.db, bundleId);
    const userId = colleague.actor.kind === 'user' ? colleague.actor.id : '';
    const row = {
      scriptCode: script?.code ?? '',
      pass: 4,
      state: 'mark' as const,
      value: 1050,
      reason: REASON,
    };
    const insert = (db: typeof database.db) =>
      db.insert(markEntry).values({ ...row, moderationId, userId, at: new Date(0) });
    await Promise.all([insert(database.db), insert(database.connect().db)]);
    const rows = await database.db.select().from(markEntry).where(eq(markEntry.moderationId, moderationId));
    expect(rows).toHaveLength(2);
  });

  it('decided stays decided, whoever asks the database', async () => {
    const { propose, colleague } = await closedPaper();
    const { moderationId } = accepted(await propose(50));
    accepted(await decideModeration(colleague, { moderationId, decision: 'refuse' }));
    const mine = eq(moderation.id, moderationId);
    await expect(database.db.update(moderation).set({ state: 'applied' }).where(mine)).rejects.toThrow();
    await expect(database.db.delete(moderation).where(mine)).rejects.toThrow();
  });
});
