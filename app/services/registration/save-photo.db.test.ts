import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { entry } from '#db/schema/registration.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { savePhoto } from './save-photo.server.ts';
import { startEntry } from './start-entry.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let ctx: TestContext;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  ctx = testContext(database, { actor: world.user.actor });
});

const rowOf = async (id: string) => {
  const [row] = await database.db.select().from(entry).where(eq(entry.id, id));
  if (!row) throw new Error('no entry');
  return row;
};
const newcomer = async () => ctx.as((await createUser(database.db)).actor);
const started = async (as: TestContext, sittingId = world.sitting.id) => {
  const verdict = await startEntry(as, { sittingId });
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value.entryId;
};

describe('the photo', () => {
  const picture = (colour: string) =>
    sharp({ create: { width: 400, height: 500, channels: 3, background: colour } })
      .png()
      .toBuffer();

  test('is re-encoded, kept, and replaces the one before', async () => {
    const as = await newcomer();
    const { storage } = as.adapters;
    const entryId = await started(as);
    expect((await savePhoto(as, { entryId, version: 1, bytes: await picture('#369') })).ok).toBe(true);
    const first = (await rowOf(entryId)).photoKey ?? '';
    expect(await storage.head(first)).toMatchObject({ contentType: 'image/jpeg' });
    expect((await savePhoto(as, { entryId, version: 2, bytes: await picture('#963') })).ok).toBe(true);
    expect(await storage.head(first)).toBeUndefined();
    expect(await storage.head((await rowOf(entryId)).photoKey ?? '')).toBeDefined();
  });

  test('that is no picture, or comes from an old page, changes nothing and leaves no file', async () => {
    const as = await newcomer();
    const entryId = await started(as);
    const bytes = new TextEncoder().encode('<svg onload="alert(1)">');
    expect(await savePhoto(as, { entryId, version: 1, bytes })).toMatchObject({
      reason: 'photo.unsupportedType',
    });
    const kept: string[] = [];
    const { storage } = as.adapters;
    const watching: TestContext = {
      ...as,
      adapters: {
        ...as.adapters,
        storage: {
          ...storage,
          put: (key, ...rest) => {
            kept.push(key);
            return storage.put(key, ...rest);
          },
        },
      },
    };
    expect(await savePhoto(watching, { entryId, version: 9, bytes: await picture('#369') })).toMatchObject({
      reason: 'entry.changedElsewhere',
    });
    expect(kept).toHaveLength(1);
    expect(await storage.head(kept[0] ?? '')).toBeUndefined();
  });

  test('of somebody else is not looked at', async () => {
    const as = await newcomer();
    expect(
      await savePhoto(as, { entryId: world.draft.id, version: 1, bytes: new Uint8Array() }),
    ).toMatchObject({
      reason: 'entry.notFound',
    });
  });
});
