import { eq } from 'drizzle-orm';
import { provenContact } from '#app/domain/access/proven-contact.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { localClock } from '#app/domain/shared/local-moment.ts';
import { aboutEntry } from '#app/services/messages/find-addressee.server.ts';
import type { QueueMessage } from '#app/services/messages/queue-message.server.ts';
import { queueMessages } from '#app/services/messages/queue-messages.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { organisation } from '#db/schema/organisation.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { roundCandidate } from '#db/schema/round.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';
import type { RoundRow } from './load-round.server.ts';

/**
 * Writes to those who take part in a round that opens and have a proven contact: what to choose and until when, or what they
 * sit. A review tells nobody: its claims were answered.
 */
export async function tellRound(tx: Tx, held: RoundRow, regulation: Regulation): Promise<void> {
  const { rule, choicesUntil } = held;
  if (rule.kind === 'review') return;
  const people = await loadPeople(tx, held);
  const messages = people.map(
    ({ to, about, papers, compulsory, entryId, timeZone, locale }): QueueMessage => {
      const values = { ...about, path: `/espace/inscriptions/${entryId}/tour` };
      const end = choicesUntil && localClock(choicesUntil, timeZone);
      const until = { untilDay: end?.date ?? '', untilTime: end?.time ?? '' };
      const chooses = end !== null && papers.length === 0;
      if (rule.kind === 'secondGroup')
        return chooses
          ? { ...to, template: 'secondGroupChoice', values: { ...values, ...until } }
          : { ...to, template: 'secondGroupCalled', values };
      const paper = regulation.papers[rule.paper]?.name[locale] ?? rule.paper;
      return compulsory
        ? { ...to, template: 'resitCalled', values: { ...values, paper } }
        : { ...to, template: 'resitOffered', values: { ...values, paper, ...until } };
    },
  );
  await queueMessages(tx, messages);
}

/** Writes to the same people that there is nothing to sit. */
export async function tellRoundCancelled(tx: Tx, held: RoundRow): Promise<void> {
  if (held.rule.kind === 'review') return;
  const people = await loadPeople(tx, held);
  await queueMessages(
    tx,
    people.map(({ to, about }) => ({
      ...to,
      template: 'roundCancelled' as const,
      values: { ...about, path: '/espace' },
    })),
  );
}

async function loadPeople(tx: Tx, { id }: RoundRow) {
  const rows = await tx.db
    .select({
      entry,
      account: userAccount,
      name: sitting.name,
      profile: organisation.profile,
      papers: roundCandidate.papers,
      compulsory: roundCandidate.compulsory,
    })
    .from(roundCandidate)
    .innerJoin(entry, eq(entry.id, roundCandidate.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(organisation, eq(organisation.id, entry.organisationId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(userAccount, eq(userAccount.id, candidate.userId))
    .where(eq(roundCandidate.roundId, id));
  return rows.flatMap(({ entry: row, account, name, profile, papers, compulsory }) => {
    const contact = provenContact(account);
    if (!contact) return [];
    const locale = account.locale === 'en' ? ('en' as const) : ('fr' as const);
    return [
      {
        to: { userId: account.id, locale, ...contact },
        about: aboutEntry(row, name, locale),
        ...{ papers, compulsory, locale, entryId: row.id, timeZone: profile.timeZone },
      },
    ];
  });
}
