import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db, TxDb } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { bundle, bundleAssignment } from '#db/schema/marking.ts';
import { jury } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { task } from '#db/schema/task.ts';

export type LabelPrinter = { readonly userId: string; readonly sittingId: string };
export type LabelPrinterRefusal = 'sitting.notFound' | 'labels.alsoMarks';

/**
 * Whether somebody may see which code goes on which table's script. It takes `bundle.manage`, and nothing that looks at
 * marks by code: no marker's role in the organisation, no jury of this sitting, no bundle of it. Roles are read from the
 * database each time, so that one given since counts. The other way round, `whoSawCodes` keeps out of marking who has
 * printed labels.
 */
export async function judgeLabelPrinter(
  db: Db | TxDb,
  { userId, sittingId }: LabelPrinter,
): Promise<Verdict<{ organisationId: string }, LabelPrinterRefusal>> {
  const [held] = await db.select().from(sitting).where(eq(sitting.id, sittingId));
  if (!held) return refuse('sitting.notFound');
  const grants = await db
    .select({
      role: roleGrant.role,
      organisationId: roleGrant.organisationId,
      regionId: roleGrant.regionId,
      schoolId: roleGrant.schoolId,
      centreId: roleGrant.centreId,
      juryId: roleGrant.juryId,
    })
    .from(roleGrant)
    .innerJoin(userAccount, and(eq(userAccount.id, roleGrant.userId), isNull(userAccount.disabledAt)))
    .where(eq(roleGrant.userId, userId));
  const { organisationId } = held;
  const person = { kind: 'user', id: userId, label: '', locale: 'fr', grants } as const;
  if (!authorise(person, 'bundle.manage', { organisationId }).ok) return refuse('sitting.notFound');
  const juries = await db.select({ id: jury.id }).from(jury).where(eq(jury.sittingId, sittingId));
  const judges = grants.some(
    ({ role, juryId, ...grant }) =>
      grant.organisationId === organisationId &&
      (role === 'marker' ||
        ((role === 'juryMember' || role === 'juryPresident') &&
          (juryId === null || juries.some(({ id }) => id === juryId)))),
  );
  if (judges || (await holdsBundle(db, userId, sittingId))) return refuse('labels.alsoMarks');
  return accept({ organisationId });
}

async function holdsBundle(db: Db | TxDb, userId: string, sittingId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: bundle.id })
    .from(bundleAssignment)
    .innerJoin(bundle, eq(bundle.id, bundleAssignment.bundleId))
    .where(and(eq(bundleAssignment.userId, userId), eq(bundle.sittingId, sittingId)))
    .limit(1);
  return row !== undefined;
}

/** Of some people, those who have had labels of a sitting drawn: they mark nothing of it and sit in none of its juries. */
export async function whoSawCodes(
  db: Db | TxDb,
  sittingId: string,
  people: readonly string[],
): Promise<readonly string[]> {
  if (people.length === 0) return [];
  const rows = await db
    .selectDistinct({ userId: task.createdBy })
    .from(task)
    .where(
      and(
        eq(task.kind, 'print-labels'),
        sql`${task.subject} ->> 'sittingId' = ${sittingId}`,
        inArray(task.createdBy, [...people]),
      ),
    );
  return rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
}
