import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { reachOf } from '#app/domain/access/reach.ts';
import type { Role } from '#app/domain/access/roles.ts';
import {
  countOpenDuplicates,
  findPairPhoto,
  listDuplicates,
} from '#app/queries/followup/list-duplicates.server.ts';
import { loadDuplicate } from '#app/queries/followup/load-duplicate.server.ts';
import { validateEntry } from '#app/services/review/validate-entry.server.ts';
import { auditLog } from '#db/schema/audit.ts';
import { duplicatePair, entry } from '#db/schema/registration.ts';
import { createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { SYSTEM, testContext } from '#tests/setup/test-context.ts';
import { decideDuplicate } from './decide-duplicate.server.ts';
import { requestSearch, searchSitting } from './search-sitting.server.ts';

const database = useDatabase();
const system = () => testContext(database, { actor: SYSTEM });

async function world() {
  const { db } = database;
  const office = await createOrganisation(db);
  const organisationId = office.id;
  const north = await createRegion(db, { organisationId });
  const south = await createRegion(db, { organisationId });
  const sitting = await createSitting(db, { organisationId });
  const person = {
    surname: 'N’Diaye',
    givenNames: 'Aïssa',
    birthDate: '2008-11-23',
    birthPlace: 'Tillabéri',
  };
  const add = (values: Partial<Parameters<typeof createEntry>[1]> = {}) =>
    createEntry(db, {
      ...{ organisationId, sittingId: sitting.id, regionId: north.id, state: 'paid' as const },
      ...person,
      ...values,
    });
  const staff = async (role: Role, regionId: string | null = null) =>
    (await createUser(db, { grants: [{ role, organisationId, regionId }] })).actor;
  return { organisationId, north, south, sitting, add, staff };
}

const pairsOf = (sittingId: string) =>
  database.db
    .select({
      id: duplicatePair.id,
      a: duplicatePair.entryA,
      b: duplicatePair.entryB,
      reasons: duplicatePair.reasons,
    })
    .from(duplicatePair)
    .innerJoin(entry, eq(entry.id, duplicatePair.entryA))
    .where(eq(entry.sittingId, sittingId));
const stored = async (id: string) => {
  const [row] = await database.db.select().from(entry).where(eq(entry.id, id));
  if (!row) throw new Error('no entry');
  return row;
};

/** Two entries of one person, found, and the pair's id. */
async function pair(values: Partial<Parameters<typeof createEntry>[1]> = {}) {
  const here = await world();
  const one = await here.add();
  const other = await here.add({ surname: 'NDIAYE', givenNames: 'AISSA', ...values });
  await searchSitting(system(), { sittingId: here.sitting.id });
  const [found] = await pairsOf(here.sitting.id);
  if (!found) throw new Error('no pair');
  return { ...here, one, other, pairId: found.id };
}

describe('the search', () => {
  test('finds a person entered twice under other spellings, once, and keeps what was decided', async () => {
    const { sitting, one, other, pairId, staff } = await pair();
    const [found, ...more] = await pairsOf(sitting.id);
    expect(more).toEqual([]);
    expect([found?.a, found?.b].sort()).toEqual([one.id, other.id].sort());
    expect(found?.reasons).toEqual(['nameBirthPlace']);
    const ctx = testContext(database, { actor: await staff('registrar') });
    await decideDuplicate(ctx, { pairId, decision: 'different', note: 'Jumelles de mère' });
    expect(await searchSitting(system(), { sittingId: sitting.id })).toEqual({ found: 0 });
    const [after] = await database.db.select().from(duplicatePair).where(eq(duplicatePair.id, pairId));
    expect(after).toMatchObject({ state: 'different', note: 'Jumelles de mère' });
  });

  test('looks only at the entries named, and never at drafts or at who has gone', async () => {
    const { sitting, add } = await world();
    const one = await add();
    await add({ state: 'draft' });
    await add({ state: 'withdrawn' });
    await add({ state: 'rejected' });
    expect(await searchSitting(system(), { sittingId: sitting.id })).toEqual({ found: 0 });
    await add();
    expect(await searchSitting(system(), { sittingId: sitting.id, entryIds: [] })).toEqual({ found: 0 });
    expect(await searchSitting(system(), { sittingId: sitting.id, entryIds: [one.id] })).toEqual({
      found: 1,
    });
  });

  test('sees an identity number in another office’s sitting of the same exam and year, and no name there', async () => {
    const here = await world();
    const there = await world();
    await here.add({ nationalId: 'NE 123-456' });
    await there.add({ nationalId: 'ne123456', surname: 'Bako' });
    await there.add();
    expect(await searchSitting(system(), { sittingId: here.sitting.id })).toEqual({ found: 1 });
    const [found] = await database.db
      .select()
      .from(duplicatePair)
      .where(eq(duplicatePair.organisationId, here.organisationId));
    expect(found?.reasons).toEqual(['nationalId']);
    const reach = reachOf(await here.staff('registrar'), 'entry.read');
    const both = await loadDuplicate(database.db, reach, found?.id ?? '');
    const foreign = [both?.a, both?.b].find((file) => file?.organisationId === there.organisationId);
    expect(foreign).toMatchObject({
      ours: false,
      reached: false,
      hasPhoto: false,
      contact: null,
      surname: 'Bako',
    });
    expect(await findPairPhoto(database.db, reach, found?.id ?? '', foreign?.id ?? '')).toBeUndefined();
    const later = await createSitting(database.db, { organisationId: there.organisationId, year: 2028 });
    await there.add({ sittingId: later.id, nationalId: 'NE123456' });
    expect(await searchSitting(system(), { sittingId: later.id })).toEqual({ found: 0 });
  });

  test('is asked for by who reviews entries there', async () => {
    const { sitting, staff, south } = await world();
    const id = { sittingId: sitting.id };
    const officer = testContext(database, { actor: await staff('regionalOfficer', south.id) });
    expect((await requestSearch(officer, id)).ok).toBe(true);
    for (const actor of [await staff('auditor'), await (await world()).staff('registrar')])
      expect(await requestSearch(testContext(database, { actor }), id)).toMatchObject({ ok: false });
  });
});

/** Forty-five dates of which no slip makes one of another: any two differ in two digits at least. */
function farApart(at: number): string {
  const [digit, turn] = [at % 9, Math.floor(at / 9)];
  const decade = turn < 3 ? '200' : '199';
  return `${decade}${digit}-0${digit + 1}-${['10', '21', '02', '10', '21'][turn]}`;
}

describe('homonyms', () => {
  const tokens = path.join(import.meta.dirname, '../../../../shared/cases/names/niger_tokens.csv');

  test.skipIf(!existsSync(tokens))(
    '37 people of one real name in one list are 37 people when their birth dates differ (skipped without ../shared/cases)',
    async () => {
      const lines = readFileSync(tokens, 'utf8').split('\n').slice(1);
      const of = (position: string) =>
        lines.map((line) => line.split(',')).find((parts) => parts[1] === position)?.[0] ?? '';
      const { sitting, add } = await world();
      for (let at = 0; at < 37; at++)
        await add({
          ...{ surname: of('last'), givenNames: of('first'), birthPlace: 'Niamey' },
          birthDate: farApart(at),
        });
      expect(await searchSitting(system(), { sittingId: sitting.id })).toEqual({ found: 0 });
      expect(await pairsOf(sitting.id)).toEqual([]);
    },
  );
});

describe('the officer', () => {
  test('cannot validate an entry while its pair is open, and is told which other entry it is', async () => {
    const { one, other, pairId, staff } = await pair();
    const ctx = testContext(database, { actor: await staff('registrar') });
    const command = { entryId: one.id, version: one.version };
    expect(await validateEntry(ctx, command)).toEqual({
      ...{ ok: false, reason: 'review.duplicateOpen', detail: { number: other.number } },
    });
    expect((await stored(one.id)).state).toBe('paid');
    await decideDuplicate(ctx, { pairId, decision: 'different', note: 'Cousines' });
    expect((await validateEntry(ctx, command)).ok).toBe(true);
  });

  test('keeps one of a person’s two entries: an unpaid one is withdrawn, a paid one rejected, its candidate told', async () => {
    const candidate = await createUser(database.db);
    for (const [state, after] of [
      ['submitted', 'withdrawn'],
      ['paid', 'rejected'],
      ['returned', 'rejected'],
      ['validated', 'rejected'],
    ] as const) {
      const { one, other, pairId, staff } = await pair({ state, userId: candidate.id });
      const ctx = testContext(database, { actor: await staff('registrar') });
      const note = 'Même extrait de naissance';
      const verdict = await decideDuplicate(ctx, { pairId, decision: 'same', keep: one.id, note });
      expect(verdict).toEqual({ ok: true, value: { gone: other.id } });
      expect(await stored(other.id)).toMatchObject({ state: after, returnReason: note });
      expect((await stored(one.id)).state).toBe('paid');
      await sendQueuedMessages(ctx);
      expect(ctx.mails.map(({ text }) => text).join()).toContain(`Le dossier ${one.number} reste`);
      const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, pairId));
      expect(lines[0]?.detail).toMatchObject({ decision: 'same', gone: other.number, note });
      expect(await decideDuplicate(ctx, { pairId, decision: 'different', note })).toMatchObject({
        reason: 'duplicate.decided',
      });
    }
  });

  test('decides with a note, for an entry of the pair, and ends only what is theirs', async () => {
    const { one, other, pairId, staff, north, south } = await world().then(async (here) => {
      const first = await here.add();
      const second = await here.add({ regionId: here.south.id });
      await searchSitting(system(), { sittingId: here.sitting.id });
      return { ...here, one: first, other: second, pairId: (await pairsOf(here.sitting.id))[0]?.id ?? '' };
    });
    const note = 'Même photo';
    const officer = testContext(database, { actor: await staff('regionalOfficer', north.id) });
    expect(await decideDuplicate(officer, { pairId, decision: 'different', note: ' ' })).toMatchObject({
      reason: 'duplicate.noteMissing',
    });
    const strangers = [await staff('auditor'), await (await world()).staff('registrar')];
    for (const actor of strangers)
      expect(
        await decideDuplicate(testContext(database, { actor }), { pairId, decision: 'different', note }),
      ).toMatchObject({ reason: 'duplicate.notFound' });
    expect(await decideDuplicate(officer, { pairId, decision: 'same', keep: one.id, note })).toMatchObject({
      reason: 'duplicate.otherOffice',
    });
    expect(await decideDuplicate(officer, { pairId, decision: 'same', keep: pairId, note })).toMatchObject({
      ok: false,
    });
    expect((await decideDuplicate(officer, { pairId, decision: 'same', keep: other.id, note })).ok).toBe(
      true,
    );
    expect((await stored(one.id)).state).toBe('rejected');
    const reach = reachOf(await staff('regionalOfficer', south.id), 'entry.read');
    expect(await loadDuplicate(database.db, reach, pairId)).toMatchObject({ state: 'same' });
  });

  test('sees the pairs of their region, those to decide first; a pair of which one has gone waits for nobody', async () => {
    const { other, pairId, staff, north, south, sitting } = await pair();
    const seen = async (actor: Parameters<typeof reachOf>[0]) => {
      const list = await listDuplicates(database.db, reachOf(actor, 'entry.read'), {
        page: 1,
        sittingId: sitting.id,
      });
      return list.rows.map(({ id }) => id);
    };
    const officer = await staff('regionalOfficer', north.id);
    expect(await seen(officer)).toEqual([pairId]);
    expect(await countOpenDuplicates(database.db, reachOf(officer, 'entry.review'), sitting.id)).toBe(1);
    expect(await seen(await staff('regionalOfficer', south.id))).toEqual([]);
    expect(await seen(await staff('cashier'))).toEqual([]);
    await database.db.update(entry).set({ state: 'rejected' }).where(eq(entry.id, other.id));
    expect(await countOpenDuplicates(database.db, reachOf(officer, 'entry.review'), sitting.id)).toBe(0);
    expect(await seen(officer)).toEqual([]);
  });
});
