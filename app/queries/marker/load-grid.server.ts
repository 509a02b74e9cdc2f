import { and, asc, eq, ne } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { type PaperMarking, paperMarkingOf } from '#app/domain/marking/paper-marking.ts';
import type { KeyedMark } from '#app/domain/marking/read-mark.ts';
import { type MarkingPolicy, markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { type KeyedRow, markOfRow, resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import type { BundleState } from '#app/domain/marking/states.ts';
import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { bundle, bundleAssignment, script } from '#db/schema/marking.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withinReach } from '../office/within-reach.ts';

export type GridRow = {
  readonly code: string;
  readonly position: number;
  /** What this pass has said so far. */
  readonly keyed: KeyedMark | null;
  /** How many entries of this pass there are: what a change says it has seen. */
  readonly entries: number;
};
export type Grid = {
  readonly id: string;
  readonly sitting: Bilingual;
  readonly paper: Bilingual;
  readonly number: number;
  readonly round: number;
  readonly state: BundleState;
  readonly pass: number;
  readonly marking: PaperMarking;
  readonly policy: MarkingPolicy;
  readonly rows: readonly GridRow[];
};

type User = Extract<Actor, { kind: 'user' }>;

/**
 * A bundle as the one person who keys a pass of it sees it: codes and their own pass's marks, the third person only those
 * whose two entries differ. `undefined` for anybody
 * else, for who is no longer a marker of its organisation, and until it is handed out.
 */
export async function loadGrid(db: Db, actor: User, bundleId: string): Promise<Grid | undefined> {
  const reach = reachOf(actor, 'mark.enter');
  const [row] = await db
    .select({ bundle, pass: bundleAssignment.pass, sitting: sitting.name, body: regulationVersion.body })
    .from(bundleAssignment)
    .innerJoin(bundle, and(eq(bundle.id, bundleAssignment.bundleId), ne(bundle.state, 'prepared')))
    .innerJoin(sitting, eq(sitting.id, bundle.sittingId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(
      and(
        eq(bundleAssignment.bundleId, bundleId),
        eq(bundleAssignment.userId, actor.id),
        withinReach(reach, bundle.organisationId),
      ),
    );
  if (!row) return undefined;
  const regulation = regulationSchema.parse(row.body);
  const { id, paperCode, number, round, state } = row.bundle;
  const scripts = await db
    .select({ code: script.code, position: script.position })
    .from(script)
    .where(eq(script.bundleId, bundleId))
    .orderBy(asc(script.position));
  const keyed = await selectKeyedMarks(db, eq(script.bundleId, bundleId));
  const policy = markingPolicyOf(regulation.marking);
  return {
    id,
    sitting: row.sitting,
    paper: regulation.papers[paperCode]?.name ?? { fr: paperCode, en: paperCode },
    number,
    round,
    state,
    pass: row.pass,
    marking: paperMarkingOf(paperCode, regulation),
    policy,
    rows: rowsOf(scripts, keyed, row.pass, policy),
  };
}

/** The third person is shown which scripts differ, never what the two others said. */
function rowsOf(
  scripts: readonly { readonly code: string; readonly position: number }[],
  keyed: readonly KeyedRow[],
  pass: number,
  policy: MarkingPolicy,
): GridRow[] {
  const mine = new Map<string, Pick<GridRow, 'keyed' | 'entries'>>();
  for (const row of keyed)
    if (row.pass === pass)
      mine.set(row.scriptCode, {
        keyed: { value: markOfRow(row), parts: row.parts },
        entries: (mine.get(row.scriptCode)?.entries ?? 0) + 1,
      });
  const rows = scripts.map((one) => ({ ...one, ...(mine.get(one.code) ?? { keyed: null, entries: 0 }) }));
  if (pass !== 3) return rows;
  const codes = scripts.map(({ code }) => code);
  const blind = resolveScripts(
    codes,
    keyed.filter((row) => row.pass !== 3),
    policy,
  );
  return rows.filter(({ code, entries }) => entries > 0 || blind.get(code)?.status === 'disagreed');
}
