import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';

/**
 * What a small form application would do for the same candidate: one table of registrations, the same password hash, a
 * row that is inserted, then marked as sent and as paid. No ledger, no lock, no audit, no message, no queue.
 */
export async function openPlain({ db }: Ctx): Promise<void> {
  await db.execute(sql`
    create table plain_registration (id serial primary key, email text unique, password_hash text, surname text,
      given_names text, birth_date date, birth_place text, series text, state text not null, amount bigint)`);
}

export async function plainFlow({ db, adapters }: Ctx, index: number): Promise<void> {
  const hash = await adapters.passwords.hash('trois chats gris');
  const [row] = await db.execute<{ id: number }>(sql`
    insert into plain_registration (email, password_hash, surname, given_names, birth_date, birth_place, series, state)
    values (${`simple-${index}@example.org`}, ${hash}, ${`Maïga ${index}`}, 'Aïssatou', '2008-11-23', 'Tillabéri', 'C', 'draft')
    returning id`);
  await db.execute(
    sql`update plain_registration set state = 'submitted', amount = 6000 where id = ${row?.id ?? 0}`,
  );
  await db.execute(sql`update plain_registration set state = 'paid' where id = ${row?.id ?? 0}`);
}
