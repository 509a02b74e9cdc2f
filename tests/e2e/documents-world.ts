import { expect, type Page } from '@playwright/test';
import { eq, sql } from 'drizzle-orm';
import type { Role } from '#app/domain/access/roles.ts';
import type { Database, Db } from '#db/client.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createPublication } from '#tests/factories/publication.ts';
import { createSeatedSitting } from '#tests/factories/seated-sitting.ts';

const PEOPLE = [
  ['Tossou', 'Ablawa'],
  ['Gnonlonfoun', 'Coffi'],
  ['Zinsou', 'Mahoutin'],
  ['Houngbédji', 'Sènami'],
] as const;

/** An office of its own with a published sitting in two centres, and one account for each person whose step comes. */
export async function createDocumentsWorld(db: Db) {
  const holder = await createUser(db, { name: 'Ablawa Tossou' });
  const world = await createSeatedSitting(db, {
    candidates: PEOPLE.length,
    centres: 2,
    regulation: 'benin-bac',
    examCode: 'BACT',
    series: 'D',
    entryOf: (at) => ({
      surname: PEOPLE[at]?.[0] ?? '',
      givenNames: PEOPLE[at]?.[1] ?? '',
      photoKey: null,
      ...(at === 0 ? { userId: holder.id } : {}),
    }),
  });
  const { organisation, sitting: row } = world;
  const name = { fr: 'Baccalauréat de Ouidah 2027', en: 'Ouidah baccalaureate 2027' };
  await db.update(sitting).set({ name }).where(eq(sitting.id, row.id));
  await createPublication(db, world, {});
  const staff = async (displayName: string, ...roles: readonly Role[]) => {
    const grants = roles.map((role) => ({ role, organisationId: organisation.id }));
    return (await createUser(db, { name: displayName, grants })).email ?? '';
  };
  return {
    organisationCode: organisation.code,
    sittingId: row.id,
    holder: holder.email ?? '',
    administrator: await staff('Odile Kpossou', 'administrator'),
    /** May ask and may confirm, and yet never both of one document. */
    registrar: await staff('Rachidi Adékambi', 'registrar', 'publisher'),
    publisher: await staff('Pélagie Hounton', 'publisher'),
  };
}

export type DocumentsWorld = Awaited<ReturnType<typeof createDocumentsWorld>>;

const GATE = 715_027;

/** A sitting of four candidates is issued in a blink: its second pack waits here, as a long one's would for its turn. */
export async function closeGate({ db }: Database, sittingId: string): Promise<() => Promise<void>> {
  const id = sql.raw(`'${sittingId}'`);
  await db.execute(sql`create function hold_pack() returns trigger language plpgsql as $$
    begin
      if new.sitting_id = ${id} and exists (select 1 from document_pack where sitting_id = ${id} and sealed_at is not null)
        then perform pg_advisory_xact_lock_shared(${sql.raw(String(GATE))});
      end if;
      return new;
    end $$`);
  await db.execute(sql`create trigger hold_packs before insert on document_pack
    for each row execute function hold_pack()`);
  let open = () => {};
  let isClosed = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const closed = new Promise<void>((resolve) => (isClosed = resolve));
  const holding = db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${GATE})`);
    isClosed();
    await opened;
  });
  await Promise.race([closed, holding]);
  return async () => {
    open();
    await holding;
    await db.execute(sql`drop trigger hold_packs on document_pack`);
    await db.execute(sql`drop function hold_pack()`);
  };
}

/** A page that comes again by itself would do so while it is looked at: it is asked for once more, and then stays. */
export async function standStill(page: Page, address: string): Promise<void> {
  await page.route(`**${address}`, async (route) => {
    const answer = await route.fetch();
    const { refresh, ...headers } = answer.headers();
    expect(refresh).toBe('3');
    await route.fulfill({ response: answer, headers });
  });
  await page.reload();
  await page.unroute(`**${address}`);
}
