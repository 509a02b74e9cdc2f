import { expect, it } from 'vitest';
import { loadFollowing } from '#app/queries/rounds/load-following.server.ts';
import { loadStandingResult } from '#app/queries/rounds/load-standing-result.server.ts';
import { findStandingPublication } from '#db/standing-publication.ts';
import { createDeliberated } from '#tests/factories/deliberated.ts';
import { confirmDraft, prepareDraft } from '#tests/factories/publish-sitting.ts';
import { claimEntry } from '#tests/factories/rounds.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { fileClaim } from './file-claim.server.ts';

const database = useDatabase();

it('a version that waits for its hour is nobody’s standing result, and no mark of it is claimed', async () => {
  const { ctx, world, first, second, sittingId } = await createDeliberated(database);
  const releasesAt = new Date(ctx.clock().getTime() + 5 * 3_600_000);
  const draft = await prepareDraft(ctx, first, { sittingId, releasesAt });
  expect((await confirmDraft(ctx, second, draft.id)).state).toBe('confirmed');
  const entryId = world.seated[2]?.entry.id ?? '';
  const me = ctx.as((await claimEntry(database.db, entryId, world)).actor);
  const claim = { entryId, paper: 'FRA', reason: 'Le total porté sur ma copie est faux.' };
  expect(await fileClaim(me, claim)).toMatchObject({ reason: 'claim.notPublished' });
  expect(await findStandingPublication(ctx.db, sittingId)).toBeUndefined();
  expect(await loadStandingResult(ctx.db, { sittingId, entryId })).toBeUndefined();
  expect(await loadFollowing(ctx.db, { sittingId, entryId }, ctx.clock())).toEqual({
    round: null,
    published: false,
  });
});
