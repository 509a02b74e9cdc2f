import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { type EntryRefusal, judgeEntry, type PassSoFar } from '#app/domain/marking/judge-entry.ts';
import { type PaperMarking, paperMarkingOf } from '#app/domain/marking/paper-marking.ts';
import type { KeyedMark } from '#app/domain/marking/read-mark.ts';
import type { Parts } from '#app/domain/marking/resolve.ts';
import { type KeyedRow, markOfRow, resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { markEntry, script } from '#db/schema/marking.ts';
import type { Tx } from '#db/tx.ts';
import { type BundleToMark, loadBundle } from './load-bundle.server.ts';

export type EnteredMark = {
  readonly scriptCode: string;
  /** `awaited` with its parts while components are missing. */
  readonly value: MarkValue;
  readonly parts?: Parts | null;
  /** How many entries of this pass the marker had seen; nothing is compared when not said. */
  readonly seen?: number | undefined;
};
export type Keying = {
  readonly loaded: BundleToMark;
  readonly mine: { readonly pass: number; readonly userId: string };
  readonly marking: PaperMarking;
  /** What this pass has said so far. */
  readonly soFar: ReadonlyMap<string, PassSoFar>;
  /** What the other passes have said, latest last. */
  readonly others: readonly KeyedRow[];
  /** In the bundle's order, those that this pass may key. */
  readonly scripts: readonly { readonly code: string; readonly position: number }[];
};

/**
 * What somebody may key in a bundle, read under its lock. `bundle.notFound` for who has no pass of it and before it is
 * handed out, `bundle.closed`. The third person keys only scripts whose two entries differ, and those they have settled.
 */
export async function loadKeying(
  ctx: Ctx,
  tx: Tx,
  bundleId: string,
): Promise<Verdict<Keying, 'bundle.notFound' | 'bundle.closed'>> {
  const loaded = await loadBundle(tx.db, bundleId);
  const mine = loaded && passOf(ctx, loaded);
  if (!loaded || !mine) return refuse('bundle.notFound');
  const { bundle, regulation, policy } = loaded;
  if (bundle.state === 'closed') return refuse('bundle.closed');
  if (bundle.state !== 'handedOut') return refuse('bundle.notFound');
  const all = await tx.db
    .select({ code: script.code, position: script.position })
    .from(script)
    .where(eq(script.bundleId, bundleId))
    .orderBy(script.position);
  const rows = await selectKeyedMarks(tx.db, eq(script.bundleId, bundleId));
  const soFar = passSoFar(rows, mine.pass);
  const resolved = resolveScripts(
    all.map(({ code }) => code),
    rows,
    policy,
  );
  const scripts = all.filter(
    ({ code }) => mine.pass !== 3 || soFar.has(code) || resolved.get(code)?.status === 'disagreed',
  );
  const others = rows.filter(({ pass }) => pass !== mine.pass);
  const marking = paperMarkingOf(bundle.paperCode, regulation);
  return accept({ loaded, mine, marking, soFar, others, scripts });
}

function passOf(ctx: Ctx, { bundle, markers }: BundleToMark): Keying['mine'] | undefined {
  const { actor } = ctx;
  if (actor.kind !== 'user') return undefined;
  if (!authorise(actor, 'mark.enter', { organisationId: bundle.organisationId }).ok) return undefined;
  const found = [...markers].find(([, userId]) => userId === actor.id);
  return found && { pass: found[0], userId: actor.id };
}

function passSoFar(rows: readonly KeyedRow[], pass: number): ReadonlyMap<string, PassSoFar> {
  const soFar = new Map<string, PassSoFar>();
  for (const row of rows)
    if (row.pass === pass) {
      const entries = (soFar.get(row.scriptCode)?.entries ?? 0) + 1;
      soFar.set(row.scriptCode, { last: { value: markOfRow(row), parts: row.parts }, entries });
    }
  return soFar;
}

export type MarkToAppend = typeof markEntry.$inferInsert;

/** The row to append for one mark, `null` for what is already so; `script.notInBundle` for one that is not theirs to key. */
export function judgeMark(
  keying: Keying,
  entered: EnteredMark,
  reason: string | null,
  now: Date,
): Verdict<MarkToAppend | null, EntryRefusal | 'script.notInBundle'> {
  const { scriptCode, value, parts = null, seen } = entered;
  if (!keying.scripts.some(({ code }) => code === scriptCode)) return refuse('script.notInBundle');
  const mark: KeyedMark = { value, parts };
  const judged = judgeEntry({ mark, seen, reason }, keying.soFar.get(scriptCode), keying.marking);
  if (!judged.ok || judged.value === null) return judged.ok ? accept(null) : judged;
  return accept({
    scriptCode,
    ...keying.mine,
    state: value.state,
    value: value.state === 'mark' ? value.value : null,
    parts: parts && [...parts],
    reason: judged.value.reason,
    at: now,
  });
}

/** Appends marks with their line in the audit log. */
export async function appendMarks(
  tx: Tx,
  { loaded: { bundle }, mine }: Keying,
  marks: readonly MarkToAppend[],
  how: 'typed' | 'file' = 'typed',
): Promise<void> {
  if (marks.length === 0) return;
  await tx.db.insert(markEntry).values([...marks]);
  tx.audit({
    organisationId: bundle.organisationId,
    action: how === 'file' ? 'mark.import' : 'mark.enter',
    subject: { type: 'bundle', id: bundle.id },
    after: marks.map(({ at: _, ...mark }) => mark),
    detail: { paper: bundle.paperCode, number: bundle.number, pass: mine.pass, marks: marks.length },
  });
}

export function reasonOf(typed: string | undefined): string | null {
  return typed?.trim() ? typed.trim() : null;
}
