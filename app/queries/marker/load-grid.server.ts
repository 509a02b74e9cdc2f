import { and, asc, eq, ne } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { maximumOf } from '#app/domain/marking/read-mark.ts';
import { markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { type KeyedRow, markOfRow, resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import type { BundleState } from '#app/domain/marking/states.ts';
import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import type { Db } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { bundle, bundleAssignment, script } from '#db/schema/marking.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withinReach } from '../office/within-reach.ts';

export type GridRow = {
  readonly code: string;
  readonly position: number;
  /** What this pass has said so far. */
  readonly mark: MarkValue | null;
  /** For the third person only: the two entries that differ. */
  readonly differing: readonly [MarkValue, MarkValue] | null;
};
export type Grid = {
  readonly id: string;
  readonly sitting: Bilingual;
  readonly paper: Bilingual;
  readonly number: number;
  readonly state: BundleState;
  readonly pass: number;
  /** Hundredths. */
  readonly maximum: number;
  readonly rows: readonly GridRow[];
};

type User = Extract<Actor, { kind: 'user' }>;

/**
 * A bundle as the one person who keys a pass of it sees it: codes and their own pass's marks. `undefined` for anybody
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
  const { id, paperCode, number, state } = row.bundle;
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
    state,
    pass: row.pass,
    maximum: maximumOf(paperCode, regulation),
    rows: rowsOf(scripts, keyed, row.pass, (codes, rows) => resolveScripts(codes, rows, policy)),
  };
}

function rowsOf(
  scripts: readonly { readonly code: string; readonly position: number }[],
  keyed: readonly KeyedRow[],
  pass: number,
  resolved: (codes: readonly string[], rows: readonly KeyedRow[]) => ReturnType<typeof resolveScripts>,
): GridRow[] {
  const mine = new Map(
    keyed.filter((row) => row.pass === pass).map((row) => [row.scriptCode, markOfRow(row)]),
  );
  const rows = scripts.map((one) => ({ ...one, mark: mine.get(one.code) ?? null, differing: null }));
  if (pass !== 3) return rows;
  const codes = scripts.map(({ code }) => code);
  const blind = resolved(
    codes,
    keyed.filter((row) => row.pass !== 3),
  );
  return rows.flatMap((row) => {
    const one = blind.get(row.code);
    return one?.status === 'disagreed' ? [{ ...row, differing: one.values }] : [];
  });
}
