import { eq, sql } from 'drizzle-orm';
import { provenContact } from '#app/domain/access/proven-contact.ts';
import type { Audience } from '#app/domain/followup/audiences.ts';
import { REMINDER_TEMPLATES } from '#app/domain/messages/reminder-templates.ts';
import { takesEntries } from '#app/domain/registration/eligibility.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import type { Ctx } from '#app/services/context.ts';
import { aboutEntry } from '#app/services/messages/find-addressee.server.ts';
import type { QueueMessage } from '#app/services/messages/queue-message.server.ts';
import { queueMessages } from '#app/services/messages/queue-messages.server.ts';
import { organisation } from '#db/schema/organisation.ts';
import { reminder } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { remindersLock } from './remind.server.ts';
import { reminderPeople } from './reminder-people.ts';

export type SendReminders = {
  readonly sittingId: string;
  readonly audience: Audience;
  /** `YYYY-MM-DD`: whoever has this audience's message of that day gets no other. */
  readonly day: string;
  readonly regions: readonly string[] | null;
};

const BATCH = 500;

/**
 * Writes the messages of a reminder in batches, each with its marks in one transaction: killed and run again, it goes on
 * where it stopped, and nobody is written to twice. Stops once the sitting takes no entries any more.
 */
export async function sendReminders(ctx: Ctx, command: SendReminders): Promise<{ sent: number }> {
  let sent = 0;
  for (;;) {
    const batch = await withTx(
      ctx,
      'sendReminders',
      { lock: [remindersLock(command.sittingId, command.audience)] },
      (tx) => sendBatch(tx, command),
    );
    sent += batch;
    if (batch < BATCH) return { sent };
  }
}

type Row = {
  readonly about_id: string;
  readonly user_id: string;
  readonly school: string | null;
  readonly surname: string | null;
  readonly given_names: string | null;
  readonly entries: number;
  readonly locale: string;
  readonly email: string | null;
  readonly email_verified_at: string | null;
  readonly phone: string | null;
  readonly phone_verified_at: string | null;
} & Record<string, unknown>;

async function sendBatch(tx: Tx, { sittingId, audience, day, regions }: SendReminders): Promise<number> {
  const [held] = await tx.db
    .select({ sitting, profile: organisation.profile })
    .from(sitting)
    .innerJoin(organisation, eq(organisation.id, sitting.organisationId))
    .where(eq(sitting.id, sittingId));
  if (!held || !takesEntries(held.sitting, tx.now).ok) return 0;
  const { organisationId } = held.sitting;
  const rows = await tx.db.execute<Row>(sql`
    with people as (
      select * from (${reminderPeople({ organisationId, sittingId, audience, day, regions })}) p
      where reachable and not reminded order by about_id, user_id limit ${BATCH}
    ), marked as (
      insert into ${reminder} (sitting_id, audience, day, user_id, about_id, created_at)
      select ${sittingId}, ${audience}, ${day}::date, user_id, about_id, ${tx.now.toISOString()}::timestamptz from people
      on conflict do nothing returning about_id, user_id
    )
    select people.* from people join marked using (about_id, user_id)`);
  if (rows.length === 0) return 0;
  const untilDay = localDate(held.sitting.entriesCloseAt, held.profile.timeZone);
  await queueMessages(
    tx,
    rows.flatMap((row) => messageTo(row, audience, held.sitting.name, untilDay)),
  );
  tx.audit({
    organisationId,
    action: 'reminder.send',
    subject: { type: 'sitting', id: sittingId },
    detail: { audience, day, messages: rows.length },
  });
  return rows.length;
}

function messageTo(
  row: Row,
  audience: Audience,
  name: { readonly fr: string; readonly en: string },
  untilDay: string,
): QueueMessage[] {
  const contact = provenContact({
    email: row.email,
    emailVerifiedAt: momentOf(row.email_verified_at),
    phone: row.phone,
    phoneVerifiedAt: momentOf(row.phone_verified_at),
  });
  if (!contact) return [];
  const { user_id: userId, locale, school, entries } = row;
  const about = aboutEntry({ surname: row.surname, givenNames: row.given_names }, name, locale);
  const path = school === null ? '/espace' : '/ecole';
  const values = { ...about, untilDay, path, school: school ?? '', entries: String(entries) };
  return [{ userId, locale, ...contact, template: REMINDER_TEMPLATES[audience], values }];
}

const momentOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
