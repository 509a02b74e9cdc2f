import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { handOutBundles } from '#app/services/marking/hand-out-bundles.server.ts';
import { roleGrant } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { script } from '#db/schema/marking.ts';
import { task } from '#db/schema/task.ts';
import { rasterise } from '#pdf/testing/rasterise.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { accepted, listBundles } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { drawBundleSlip } from '../marking/draw-bundle-slip.server.ts';
import { assignCodes } from './assign-codes.server.ts';
import { readLabels } from './code-table.server.ts';
import { printLabels, requestLabels } from './print-labels.server.ts';
import { forgetLabels, takeLabels } from './take-labels.server.ts';

const database = useDatabase();

async function coded() {
  const world = await createSeatedSitting(database.db, { candidates: 5 });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const office = ctx.as(staff.logistics.actor);
  accepted(await assignCodes(office, { sittingId: world.sitting.id }));
  const of = { sittingId: world.sitting.id, paperCode: 'MAT', round: 1, centreId: null };
  const draw = async () => {
    const { taskId } = accepted(await requestLabels(office, of));
    await printLabels(ctx, { taskId });
    return taskId;
  };
  const fileOf = async (id: string) => {
    const [row] = await database.db.select().from(task).where(eq(task.id, id));
    return row;
  };
  return { world, staff, ctx, office, of, draw, fileOf };
}
const grantTo = (userId: string, organisationId: string, role: 'marker' | 'juryMember', juryId?: string) =>
  database.db
    .insert(roleGrant)
    .values({ userId, organisationId, role, juryId: juryId ?? null, createdAt: new Date(0) });

describe('labels', () => {
  it('say which code goes on which table, room by room, and nothing else of a candidate', async () => {
    const { world, office, draw, of } = await coded();
    const taken = accepted(await takeLabels(office, { taskId: await draw() }));
    const pages = await rasterise(taken.bytes, 40);
    expect(pages).toHaveLength(2);
    const text = pages.map((page) => page.text.replaceAll('\uFFFE', '-')).join('\n');
    const codes = await database.db
      .select({ code: script.code })
      .from(script)
      .where(eq(script.paperCode, of.paperCode));
    const ties = await database.sql<{ code: string; table: string }[]>`
      select s.code, t.table_number as table from anonymity.code_table c join script s on s.dossier = c.dossier
      join seat t on t.entry_id = c.entry_id where s.paper_code = 'MAT' and c.sitting_id = ${world.sitting.id}`;
    expect(ties).toHaveLength(5);
    expect(codes.length).toBeGreaterThanOrEqual(5);
    for (const { code, table } of ties) {
      expect(text).toContain(formatCode(code));
      // The stub of a label comes just before its code.
      expect(text.indexOf(formatCode(code)) - text.indexOf(table)).toBeGreaterThan(0);
    }
    for (const { entry } of world.seated)
      for (const told of [entry.surname, entry.number, entry.id]) expect(text).not.toContain(told);
  });

  it('are taken once, by who asked, and then forgotten; taking them is in the audit log', async () => {
    const { office, ctx, world, draw, fileOf } = await coded();
    const taskId = await draw();
    const { fileKey } = (await fileOf(taskId)) ?? {};
    const grants = [{ role: 'logistics' as const, organisationId: world.organisation.id }];
    const colleague = ctx.as((await createUser(database.db, { grants })).actor);
    expect(await takeLabels(colleague, { taskId })).toMatchObject({ reason: 'labels.notFound' });
    const answers = await Promise.all([
      takeLabels(office, { taskId }),
      takeLabels({ ...office, db: database.connect().db }, { taskId }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await takeLabels(office, { taskId })).toMatchObject({ reason: 'labels.taken' });
    expect(await ctx.adapters.storage.get(fileKey ?? '')).toBeUndefined();
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, world.sitting.id));
    expect(lines.filter(({ action }) => action === 'labels.take')).toHaveLength(1);
  });

  it('that nobody takes are forgotten after a day', async () => {
    const { office, ctx, draw, fileOf } = await coded();
    const taskId = await draw();
    expect(await forgetLabels(ctx)).toBe(0);
    ctx.advance({ hours: 25 });
    expect(await forgetLabels(ctx)).toBe(1);
    expect((await fileOf(taskId))?.fileKey).toBeNull();
    expect(await takeLabels(office, { taskId })).toMatchObject({ reason: 'labels.taken' });
  });

  it('are for nobody who marks or judges the sitting, whenever that began', async () => {
    const { world, staff, ctx, office, of, draw } = await coded();
    expect(await requestLabels(ctx.as(staff.markers[0].actor), of)).toMatchObject({
      reason: 'sitting.notFound',
    });
    const president = ctx.as(staff.boards[0]?.president.actor ?? expect.fail('no board'));
    expect(await requestLabels(president, of)).toMatchObject({ reason: 'sitting.notFound' });
    const waiting = await draw();
    const { id: organisationId } = world.organisation;
    const [jury] = world.juries;
    await grantTo(staff.logistics.id, organisationId, 'juryMember', jury?.id);
    expect(await requestLabels(office, of)).toMatchObject({ reason: 'labels.alsoMarks' });
    expect(await takeLabels(office, { taskId: waiting })).toMatchObject({ reason: 'labels.alsoMarks' });
    const second = await createUser(database.db, { grants: [{ role: 'logistics', organisationId }] });
    await grantTo(second.id, organisationId, 'marker');
    expect(await requestLabels(ctx.as(second.actor), of)).toMatchObject({ reason: 'labels.alsoMarks' });
  });

  it('are not drawn for somebody who lost the right while they waited, nor for another task', async () => {
    const { world, staff, ctx, office, of, fileOf } = await coded();
    const { taskId } = accepted(await requestLabels(office, of));
    await grantTo(staff.logistics.id, world.organisation.id, 'marker');
    await printLabels(ctx, { taskId });
    expect(await fileOf(taskId)).toMatchObject({
      state: 'failed',
      failure: 'labels.alsoMarks',
      fileKey: null,
    });
    expect(await readLabels(database.db, { ...of, taskId })).toMatchObject({ reason: 'sitting.notFound' });
    const [other] = await database.db
      .insert(task)
      .values({
        ...{ organisationId: world.organisation.id, kind: 'print-proof-sheets', state: 'running' as const },
        ...{ subject: { sittingId: of.sittingId }, createdBy: staff.logistics.id },
        ...{ createdAt: new Date(0), updatedAt: new Date(0) },
      })
      .returning();
    expect(await readLabels(database.db, { ...of, taskId: other?.id ?? '' })).toMatchObject({ ok: false });
  });

  it('once seen keep their printer out of the marking of the sitting', async () => {
    const { world, staff, office, draw } = await coded();
    await draw();
    await grantTo(staff.logistics.id, world.organisation.id, 'marker');
    const bundleIds = (await listBundles(database.db, world.sitting.id)).map(({ id }) => id);
    const give = (first: string) =>
      handOutBundles(office, { sittingId: world.sitting.id, bundleIds, first, second: staff.markers[1].id });
    expect(await give(staff.logistics.id)).toMatchObject({ reason: 'labels.sawCodes' });
    expect((await give(staff.markers[0].id)).ok).toBe(true);
  });

  it('tell their job nothing but which work it is', async () => {
    const { office, of } = await coded();
    const { taskId } = accepted(await requestLabels(office, of));
    const jobs = (await queuedJobs(database.db)).filter(({ name }) => name === 'print-labels');
    expect(jobs.at(-1)?.payload).toEqual({ taskId });
  });
});

describe('a bundle slip', () => {
  it('says codes and no table number, for the office alone', async () => {
    const { world, staff, ctx, office } = await coded();
    const [bundle] = await listBundles(database.db, world.sitting.id);
    const bundleId = bundle?.id ?? '';
    const { bytes } = accepted(await drawBundleSlip(office, { bundleId }));
    const [page] = await rasterise(bytes, 40);
    const text = (page?.text ?? '').replaceAll('\uFFFE', '-');
    const codes = await database.db.select().from(script).where(eq(script.bundleId, bundleId));
    for (const { code } of codes) expect(text).toContain(formatCode(code));
    for (const { tableNumber } of world.seated) expect(text).not.toContain(tableNumber);
    expect(await drawBundleSlip(ctx.as(staff.markers[0].actor), { bundleId })).toMatchObject({
      reason: 'bundle.notFound',
    });
  });
});

describe('the marking role of the database', () => {
  it('reads what was signed for and moderated, and neither tables, labels nor whose codes they are', async () => {
    const asMarking = (query: string) =>
      database.sql.begin(async (sql) => {
        await sql.unsafe('set local role palmares_marking');
        return sql.unsafe(query);
      });
    for (const columns of ['round, origin', 'code, dossier, position'])
      await expect(asMarking(`select ${columns} from script limit 1`)).resolves.toBeDefined();
    await expect(asMarking('select parts, moderation_id from mark_entry limit 1')).resolves.toBeDefined();
    for (const table of [
      'task',
      'seat',
      'round_candidate',
      'claim',
      'bundle_movement',
      'message',
      'audit_log',
    ])
      await expect(asMarking(`select * from ${table} limit 1`)).rejects.toMatchObject({ code: '42501' });
    for (const query of ['select * from anonymity.code_table', 'select dossier from anonymity.code_table'])
      await expect(asMarking(query)).rejects.toMatchObject({ code: '42501' });
  });

  it('has no table in its reach that names a candidate: every column it may read is known', async () => {
    const rows = await database.sql<{ table_name: string; column_name: string }[]>`
      select table_name, column_name from information_schema.column_privileges
      where grantee = 'palmares_marking' and privilege_type = 'SELECT' order by 1, 2`;
    const readable = rows.map((row) => `${row.table_name}.${row.column_name}`);
    expect(readable.length).toBeGreaterThan(20);
    const naming =
      /entry_id|candidate|surname|given|national|birth|table_number|number_key|photo|phone|email/;
    expect(readable.filter((column) => naming.test(column))).toEqual([]);
  });
});
