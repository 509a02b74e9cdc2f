import { and, asc, eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { type PaperMarking, paperMarkingOf } from '#app/domain/marking/paper-marking.ts';
import type { KeyedMark } from '#app/domain/marking/read-mark.ts';
import { type MarkingPolicy, markingPolicyOf, type Resolution } from '#app/domain/marking/resolve.ts';
import { markOfRow, resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { userAccount } from '#db/schema/access.ts';
import { bundle, markEntry, script } from '#db/schema/marking.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withinReach } from './within-reach.ts';

export type HistoryLine = {
  readonly id: string;
  readonly pass: number;
  readonly mark: KeyedMark;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
};
export type ScriptHistory = {
  readonly code: string;
  readonly sitting: Bilingual;
  readonly paper: Bilingual;
  readonly number: number;
  readonly position: number;
  readonly marking: PaperMarking;
  readonly policy: MarkingPolicy;
  readonly outcome: Resolution | undefined;
  readonly lines: readonly HistoryLine[];
};

type User = Extract<Actor, { kind: 'user' }>;

/** Every mark written for a script, oldest first, for who manages bundles: by its code alone, never whose it is. */
export async function loadScriptHistory(
  db: Db,
  actor: User,
  code: string,
): Promise<ScriptHistory | undefined> {
  const [row] = await db
    .select({ script, bundle, sitting: sitting.name, body: regulationVersion.body })
    .from(script)
    .innerJoin(bundle, eq(bundle.id, script.bundleId))
    .innerJoin(sitting, eq(sitting.id, bundle.sittingId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(and(eq(script.code, code), withinReach(reachOf(actor, 'bundle.manage'), bundle.organisationId)));
  if (!row) return undefined;
  const regulation = regulationSchema.parse(row.body);
  const { paperCode, number } = row.bundle;
  const policy = markingPolicyOf(regulation.marking);
  const entries = await db
    .select({ entry: markEntry, by: userAccount.displayName })
    .from(markEntry)
    .innerJoin(userAccount, eq(userAccount.id, markEntry.userId))
    .where(eq(markEntry.scriptCode, code))
    .orderBy(asc(markEntry.id));
  return {
    code,
    sitting: row.sitting,
    paper: regulation.papers[paperCode]?.name ?? { fr: paperCode, en: paperCode },
    number,
    position: row.script.position,
    marking: paperMarkingOf(paperCode, regulation),
    policy,
    outcome: resolveScripts([code], await selectKeyedMarks(db, eq(script.code, code)), policy).get(code),
    lines: entries.map(({ entry, by }) => ({
      id: String(entry.id),
      pass: entry.pass,
      mark: { value: markOfRow(entry), parts: entry.parts },
      reason: entry.reason,
      by,
      at: entry.at,
    })),
  };
}
