import type { Ctx } from '#app/services/context.ts';
import { submitSchoolEntries } from '#app/services/registration/submit-school-entries.server.ts';

export async function submitSchoolEntriesJob(ctx: Ctx, payload: { taskId: string }): Promise<void> {
  await submitSchoolEntries(ctx, payload);
}
