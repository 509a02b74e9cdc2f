import { choicesLimit } from '#app/domain/deliberation/check-round.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { findFirstRelease } from '#db/released.ts';

type Asked = { readonly sittingId: string; readonly regulation: Regulation; readonly now: Date };

/** The last moment the regulation gives to choose in a second group opened now, of a published sitting; `null` where it says nothing. */
export async function loadChoicesLimit(db: Db, { sittingId, regulation, now }: Asked): Promise<Date | null> {
  return choicesLimit(regulation, { releasedAt: await findFirstRelease(db, sittingId), now });
}
