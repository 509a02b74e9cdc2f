import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

export type RoundTargets = {
  /** Of the second group being prepared, and of somebody called to it who hasn't chosen. */
  readonly roundNumber: string;
  readonly calledEntry: string;
  /** Where somebody whose papers are known sits. */
  readonly roundCentre: string;
  /** Waits for an answer. */
  readonly claim: string;
};

/** What follows the publication of a sitting of the demonstration. */
export async function loadRoundTargets(db: Db, publishedSitting: string): Promise<RoundTargets> {
  const [row] = await db.execute<{ number: number; called: string; centre: string; claim: string }>(
    sql`select r.number,
        (select c.entry_id from round_candidate c join entry e on e.id = c.entry_id
          join candidate p on p.id = e.candidate_id and p.user_id is null
          where c.round_id = r.id and c.chosen_at is null order by c.entry_id limit 1) as called,
        (select s.centre_id from round_candidate c join seat s on s.entry_id = c.entry_id
          where c.round_id = r.id and c.papers <> '[]' order by c.entry_id limit 1) as centre,
        (select c.id from claim c where c.sitting_id = r.sitting_id and c.state = 'filed' order by c.id limit 1) as claim
      from round r where r.sitting_id = ${publishedSitting} and r.state = 'preparing'`,
  );
  if (!row?.called || !row.centre || !row.claim)
    throw new Error('The demonstration has no round or no claim');
  return {
    roundNumber: String(row.number),
    calledEntry: row.called,
    roundCentre: row.centre,
    claim: row.claim,
  };
}
