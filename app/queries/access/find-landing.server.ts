import { landingPath } from '#app/domain/access/landing.ts';
import type { Db } from '#db/client.ts';
import { loadActor } from './load-actor.server.ts';

/** The page somebody starts from, by what they may do. */
export async function findLanding(db: Db, userId: string): Promise<string> {
  return landingPath(await loadActor(db, userId));
}
