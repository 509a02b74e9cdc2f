import type { MarkValue } from '#app/domain/shared/mark.ts';
import type { TestContext } from '#tests/setup/bare-context.ts';
import { openAll, sealAll } from './deliberation.ts';
import { markEverything } from './marking.ts';
import { publishSitting } from './publish-sitting.ts';
import { createResultStaff, createSeatedSitting, type SeatedOptions } from './seated-sitting.ts';

export type PublishOptions = SeatedOptions & {
  readonly markOf?: (dossier: string, paper: string) => MarkValue;
};

/** A sitting brought from its seats to its published results through every service; 12.50 everywhere by default. */
export async function publishEverything(
  ctx: TestContext,
  { markOf = () => ({ state: 'mark', value: 1250 }), ...options }: PublishOptions = {},
) {
  const world = await createSeatedSitting(ctx.db, options);
  const staff = await createResultStaff(ctx.db, world);
  await markEverything(ctx, world, staff, markOf);
  await sealAll(ctx, world, staff, await openAll(ctx, world, staff));
  const publicationId = await publishSitting(ctx, staff.publishers, { sittingId: world.sitting.id });
  return { ...world, staff, publicationId };
}
