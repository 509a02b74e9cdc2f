import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Actor, Grant } from '#app/domain/access/actor.ts';
import { HOUSE_COLOURS } from '#app/domain/documents/model.ts';
import { officeOf } from '#app/domain/documents/office.ts';
import { documentStyle } from '#db/schema/document.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { loadDocumentStyle } from './load-document-style.server.ts';
import { loadModelImages } from './load-model-images.server.ts';
import { saveDocumentStyle } from './save-document-style.server.ts';

const database = useDatabase();

const style = {
  colours: HOUSE_COLOURS,
  header: { ministry: { fr: 'Ministère des examens' } },
  signatories: {},
  diploma: { preamble: [], notes: [] },
};
const picture = async (colour: string) =>
  new Uint8Array(
    await sharp({ create: { width: 400, height: 300, channels: 3, background: colour } })
      .png()
      .toBuffer(),
  );

test('each change is another version, and the arms are the picture’s pixels kept under their digest', async () => {
  const { office } = await createRegistrationWorld(database.db);
  const ctx = testContext(database);
  const organisationId = office.id;
  const first = await saveDocumentStyle(ctx, {
    organisationId,
    seen: 0,
    style,
    arms: await picture('#804020'),
  });
  expect(first).toEqual({ ok: true, value: { version: 1 } });
  const saved = await loadDocumentStyle(database.db, organisationId);
  const shown = officeOf(office.profile, saved);
  expect(shown.ministry).toEqual({ fr: 'Ministère des examens' });
  expect(shown.name).toEqual(office.profile.name);
  const images = await loadModelImages(ctx, { office: shown });
  const [bytes] = Object.values(images);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 280, height: 210 });
  expect(bytes?.length).toBeLessThan(8 * 1024);

  const keep = { organisationId, seen: 1, arms: 'keep' as const };
  expect(await saveDocumentStyle(ctx, { ...keep, style })).toEqual({ ok: true, value: { version: 1 } });
  const colours = { ...HOUSE_COLOURS, accent: '#123456' };
  expect(await saveDocumentStyle(ctx, { ...keep, style: { ...style, colours } })).toMatchObject({ ok: true });
  expect((await loadDocumentStyle(database.db, organisationId))?.arms).toEqual(saved?.arms);
  expect(await saveDocumentStyle(ctx, { ...keep, style })).toMatchObject({
    reason: 'style.changedElsewhere',
  });
  const gone = await saveDocumentStyle(ctx, { organisationId, seen: 2, style, arms: 'remove' });
  expect(gone).toEqual({ ok: true, value: { version: 3 } });
  expect((await loadDocumentStyle(database.db, organisationId))?.arms).toBeUndefined();
  await expect(database.db.update(documentStyle).set({ version: 9 })).rejects.toThrow();
});

test('two people who save at once make one version, and one of them is told', async () => {
  const { office } = await createRegistrationWorld(database.db);
  const ctx = testContext(database);
  const of = (accent: string) => ({
    organisationId: office.id,
    seen: 0,
    style: { ...style, colours: { ...HOUSE_COLOURS, accent } },
    arms: 'keep' as const,
  });
  const answers = await Promise.all([
    saveDocumentStyle(ctx, of('#123456')),
    saveDocumentStyle(ctx, of('#654321')),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('what can’t be printed or read, and who may not, is refused', async () => {
  const { office } = await createRegistrationWorld(database.db);
  const ctx = testContext(database);
  const of = { organisationId: office.id, seen: 0, style, arms: 'keep' as const };
  const header = { motto: { fr: 'Travail 漢' } };
  expect(await saveDocumentStyle(ctx, { ...of, style: { ...style, header } })).toMatchObject({
    reason: 'document.unprintable',
    detail: { path: 'header.motto.fr' },
  });
  const colours = { ...HOUSE_COLOURS, ink: '#cccccc' };
  expect(await saveDocumentStyle(ctx, { ...of, style: { ...style, colours } })).toMatchObject({
    reason: 'style.malformed',
    detail: { path: 'colours.ink' },
  });
  const arms = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect(await saveDocumentStyle(ctx, { ...of, arms })).toMatchObject({ reason: 'photo.unsupportedType' });
  const grant: Grant = {
    ...{ role: 'registrar', organisationId: office.id },
    ...{ regionId: null, schoolId: null, centreId: null, juryId: null },
  };
  const registrar: Actor = { kind: 'user', id: 'r', label: 'R', locale: 'fr', grants: [grant] };
  expect(await saveDocumentStyle(ctx.as(registrar), of)).toMatchObject({ reason: 'access.denied' });
});
