import { describe, expect, test } from 'vitest';
import type { Role } from '#app/domain/access/roles.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import { createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, testContext } from '#tests/setup/test-context.ts';
import * as audit from './audit.tsx';
import * as document from './document.tsx';
import * as documents from './documents.tsx';
import * as entries from './entries.tsx';
import * as entry from './entry.tsx';
import * as photo from './entry-photo.ts';
import * as home from './home.tsx';
import * as newSitting from './new-sitting.tsx';
import * as seating from './seating.tsx';
import * as sitting from './sitting.tsx';
import * as sittings from './sittings.tsx';
import * as till from './till.tsx';
import * as exported from './till-export.ts';
import * as timetable from './timetable.tsx';
import * as users from './users.tsx';

const database = useDatabase();

async function world(state: SittingState = 'draft') {
  const { db } = database;
  const office = await createOrganisation(db);
  const organisationId = office.id;
  const region = await createRegion(db, { organisationId });
  const row = await createSitting(db, { organisationId, state });
  const paid = await createEntry(db, {
    ...{ organisationId, sittingId: row.id, regionId: region.id },
    state: 'paid',
  });
  const as = async (role: Role, regionId: string | null = null) =>
    testContext(database, {
      actor: (await createUser(db, { grants: [{ role, organisationId, regionId }] })).actor,
    });
  return { office, region, row, paid, as };
}

describe('who opens what', () => {
  const pages = {
    home: [home.loader, '/bureau'],
    entries: [entries.loader, '/bureau/dossiers'],
    sittings: [sittings.loader, '/bureau/sessions'],
    documents: [documents.loader, '/bureau/documents'],
    till: [till.loader, '/bureau/caisse'],
    audit: [audit.loader, '/bureau/journal'],
    users: [users.loader, '/bureau/utilisateurs'],
  } as const;
  const expected: readonly (readonly [Role, string])[] = [
    ['registrar', 'home entries sittings documents'],
    ['cashier', 'home till'],
    ['logistics', 'home sittings'],
    ['publisher', 'home sittings documents'],
    ['auditor', 'home entries sittings documents till audit'],
    ['administrator', 'home sittings audit users'],
  ];
  test.each(expected)('%s', async (role, open) => {
    const ctx = await (await world()).as(role);
    const opened = [];
    for (const [name, [loader, address]] of Object.entries(pages))
      if ((await answerOf(loader(routeArgs(ctx, address)))).status === 200) opened.push(name);
    expect(opened.join(' ')).toBe(open);
  });

  test('a stranger signs in first, and comes back to what they asked', async () => {
    const ctx = testContext(database, { actor: ANONYMOUS });
    const answer = await answerOf(entries.loader(routeArgs(ctx, '/bureau/dossiers?etat=paid')));
    expect(answer).toMatchObject({
      status: 302,
      location: '/connexion?suite=%2Fbureau%2Fdossiers%3Fetat%3Dpaid',
    });
  });

  test('what is not theirs, what is unknown and what is no id are the same 404', async () => {
    const mine = await world();
    const other = await world();
    const ctx = await mine.as('registrar');
    const logistics = await mine.as('logistics');
    for (const id of [other.paid.id, '00000000-0000-4000-8000-000000000000', 'x%27--', '1']) {
      const of = (param: string, address: string) => routeArgs(ctx, address, { params: { [param]: id } });
      const sitAddress = `/bureau/sessions/${id}`;
      const sittingId = id === other.paid.id ? other.row.id : id;
      const params = { params: { sittingId } };
      const answers = await Promise.all([
        answerOf(entry.loader(of('entryId', `/bureau/dossiers/${id}`))),
        answerOf(photo.loader(of('entryId', `/bureau/dossiers/${id}/photo.jpg`))),
        answerOf(document.loader(of('documentId', `/bureau/documents/${id}`))),
        answerOf(sitting.loader(routeArgs(ctx, sitAddress, params))),
        answerOf(timetable.loader(routeArgs(ctx, sitAddress, params))),
        answerOf(seating.loader(routeArgs(logistics, sitAddress, params))),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    }
  });
});

describe('an entry', () => {
  test('is returned with a reason; a missing one is asked for beside its field and nothing is lost', async () => {
    const { as, region, paid } = await world('open');
    const ctx = await as('regionalOfficer', region.id);
    const press = (form: Record<string, string>) =>
      answerOf(
        entry.action(routeArgs(ctx, `/bureau/dossiers/${paid.id}`, { form, params: { entryId: paid.id } })),
      );
    const refused = await press({ intent: 'return', version: '1', reason: 'non' });
    expect(refused).toMatchObject({ status: 422, data: { values: { reason: 'non' } } });
    expect(refused.data).toHaveProperty('errors.reason');
    const done = await press({ intent: 'return', version: '1', reason: 'La photo est floue.' });
    expect(done.location).toBe(`/bureau/dossiers/${paid.id}?fait=returned`);
    const stale = await press({ intent: 'validate', version: '1' });
    expect(stale).toMatchObject({ status: 422 });
  });
});

describe('a sitting', () => {
  test('is made, timed, opened and closed from its pages', async () => {
    const { as, row } = await world();
    const ctx = await as('registrar');
    const date = (name: string, [year, month, day]: readonly [string, string, string]) => ({
      [`${name}.year`]: year,
      [`${name}.month`]: month,
      [`${name}.day`]: day,
    });
    const form = {
      examId: row.examId,
      year: '2028',
      nameFr: 'Baccalauréat 2028',
      nameEn: 'Baccalaureate 2028',
      regulationVersionId: row.regulationVersionId,
      feeScheduleId: row.feeScheduleId,
      ...date('opens', ['2027', '1', '4']),
      ...date('closes', ['2028', '3', '31']),
      ...date('starts', ['2028', '6', '12']),
      ...date('results', ['2028', '7', '20']),
      timetable: 'regulation',
    };
    const address = '/bureau/sessions/nouvelle';
    const early = { ...form, ...date('starts', ['2028', '3', '1']) };
    const refused = await answerOf(newSitting.action(routeArgs(ctx, address, { form: early })));
    expect(refused.data).toHaveProperty('errors.starts');
    const made = await answerOf(newSitting.action(routeArgs(ctx, address, { form })));
    const sittingId = /sessions\/([0-9a-f-]+)\?fait=created$/.exec(made.location ?? '')?.[1] ?? '';
    const params = { params: { sittingId } };
    const here = `/bureau/sessions/${sittingId}`;
    const press = (fields: Record<string, string>) =>
      answerOf(sitting.action(routeArgs(ctx, here, { form: fields, ...params })));
    const times = await answerOf(timetable.loader(routeArgs(ctx, `${here}/calendrier`, params)));
    expect(times.data).toHaveProperty('canChange', true);
    expect(times.data).toHaveProperty('papers.0.slot.time', '08:00');
    expect((await press({ intent: 'open' })).location).toBe(`${here}?fait=open`);
    const moved = { intent: 'deadline', ...date('until', ['2028', '4', '15']), reason: 'Pluies' };
    expect((await press({ ...moved, reason: '' })).data).toHaveProperty('errors.reason');
    expect((await press(moved)).location).toBe(`${here}?fait=deadline`);
    expect((await press({ intent: 'close' })).location).toBe(`${here}?fait=close`);
    expect((await press({ intent: 'close' })).status).toBe(422);
  });
});

test('the export is a file of the reader’s payments, and the chain is checked on demand', async () => {
  const { as } = await world();
  const answer = await exported.loader(routeArgs(await as('cashier'), '/bureau/caisse/paiements.csv'));
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await answer.text()).toMatch(/^facture;dossier;nom;/);
  const checked = await audit.action(routeArgs(await as('auditor'), '/bureau/journal', { form: {} }));
  expect(checked.checked).not.toBe('tooLong');
});

test('a role is given to a contact and taken back in two steps', async () => {
  const { as, office, region } = await world();
  const ctx = await as('administrator');
  const address = '/bureau/utilisateurs';
  const form = {
    contact: 'ibrahim@example.org',
    displayName: 'Ibrahim Sani',
    organisationId: office.id,
    role: 'regionalOfficer',
  };
  const refused = await answerOf(users.action(routeArgs(ctx, address, { form })));
  expect(refused.data).toHaveProperty('errors.place');
  const given = await answerOf(
    users.action(routeArgs(ctx, address, { form: { ...form, place: `region:${region.id}` } })),
  );
  expect(given.location).toBe(`${address}?fait=done`);
  const listed = await users.loader(routeArgs(ctx, `${address}?q=ibrahim`));
  const grantId = listed.rows[0]?.grants[0]?.id ?? '';
  expect(listed.rows[0]?.grants[0]).toMatchObject({ role: 'regionalOfficer', place: region.name });
  const asked = await users.loader(routeArgs(ctx, `${address}?retirer=${grantId}`));
  expect(asked.withdrawing).toMatchObject({ name: 'Ibrahim Sani' });
  const taken = await answerOf(
    users.action(routeArgs(ctx, address, { form: { intent: 'withdraw', grantId } })),
  );
  expect(taken.location).toBe(`${address}?fait=withdrawn`);
});
