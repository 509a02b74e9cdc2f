import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { KEYED_STATES, maximumOf } from '#app/domain/marking/read-mark.ts';
import type { Resolution } from '#app/domain/marking/resolve.ts';
import { type KeyedRow, markOfRow, resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { markEntry, script } from '#db/schema/marking.ts';
import { withTx } from '#db/tx.ts';
import { type BundleToMark, loadBundle } from './load-bundle.server.ts';

export type EnteredMark = { readonly scriptCode: string; readonly value: MarkValue };
export type EnterMarks = {
  readonly bundleId: string;
  readonly marks: readonly EnteredMark[];
  /** Why marks that the marker has keyed before are changed. */
  readonly reason?: string | undefined;
};
export type EnterMarksRefusal =
  | 'bundle.notFound'
  | 'bundle.closed'
  | 'script.notInBundle'
  | 'mark.unreadable'
  | 'mark.reasonMissing';
export type MarksEntered = { readonly entered: number; readonly unchanged: number };

/**
 * Appends one person's marks for the pass of the bundle that is theirs; what is the same as before is left alone. They
 * never see another pass, nor say which pass they key. The third person keys only scripts whose two entries disagree.
 * All are written or none. `bundle.notFound` for anybody else, `bundle.closed`, `script.notInBundle`,
 * `mark.unreadable` above the paper's maximum, `mark.reasonMissing` (with the script) for a change without a reason.
 */
export async function enterMarks(
  ctx: Ctx,
  command: EnterMarks,
): Promise<Verdict<MarksEntered, EnterMarksRefusal>> {
  const { bundleId } = command;
  return withTx(ctx, 'enterMarks', { lock: [`bundle:${bundleId}`] }, async (tx) => {
    const loaded = await loadBundle(tx.db, bundleId);
    const mine = loaded && passOf(ctx, loaded);
    if (!loaded || !mine) return refuse('bundle.notFound');
    const { bundle } = loaded;
    if (bundle.state === 'closed') return refuse('bundle.closed');
    if (bundle.state !== 'handedOut') return refuse('bundle.notFound');
    const scripts = await tx.db
      .select({ code: script.code })
      .from(script)
      .where(eq(script.bundleId, bundleId));
    const codes = scripts.map(({ code }) => code);
    const rows = await selectKeyedMarks(tx.db, eq(script.bundleId, bundleId));
    const changes = changesOf(command, { loaded, mine, codes, rows });
    if (!changes.ok) return changes;
    const { values, unchanged } = changes.value;
    if (values.length === 0) return accept({ entered: 0, unchanged });
    await tx.db.insert(markEntry).values(values.map((value) => ({ ...value, at: tx.now })));
    tx.audit({
      organisationId: bundle.organisationId,
      action: 'mark.enter',
      subject: { type: 'bundle', id: bundleId },
      after: values,
      detail: { paper: bundle.paperCode, number: bundle.number, pass: mine.pass, marks: values.length },
    });
    return accept({ entered: values.length, unchanged });
  });
}

type Mine = { readonly pass: number; readonly userId: string };

function passOf(ctx: Ctx, { bundle, markers }: BundleToMark): Mine | undefined {
  const { actor } = ctx;
  if (actor.kind !== 'user') return undefined;
  if (!authorise(actor, 'mark.enter', { organisationId: bundle.organisationId }).ok) return undefined;
  const found = [...markers].find(([, userId]) => userId === actor.id);
  return found && { pass: found[0], userId: actor.id };
}

type Known = {
  readonly loaded: BundleToMark;
  readonly mine: Mine;
  readonly codes: readonly string[];
  readonly rows: readonly KeyedRow[];
};

/** What has to be appended, if all of it may be. */
function changesOf({ marks, reason }: EnterMarks, { loaded, mine, codes, rows }: Known) {
  const maximum = maximumOf(loaded.bundle.paperCode, loaded.regulation);
  const before = new Map(rows.filter(({ pass }) => pass === mine.pass).map((row) => [row.scriptCode, row]));
  const open = openScripts(codes, mine.pass, before, resolveScripts(codes, rows, loaded.policy));
  const why = reason?.trim() ? reason.trim() : null;
  const values = [];
  let unchanged = 0;
  for (const { scriptCode, value } of new Map(marks.map((mark) => [mark.scriptCode, mark])).values()) {
    if (!open.has(scriptCode)) return refuse('script.notInBundle', { script: scriptCode });
    if (!isKeyable(value, maximum))
      return refuse('mark.unreadable', { script: scriptCode, maximum: maximum / 100 });
    const earlier = before.get(scriptCode);
    if (earlier && isSame(markOfRow(earlier), value)) {
      unchanged += 1;
      continue;
    }
    if (earlier && why === null) return refuse('mark.reasonMissing', { script: scriptCode });
    const keyed = { state: value.state, value: value.state === 'mark' ? value.value : null };
    values.push({ scriptCode, ...mine, ...keyed, reason: earlier ? why : null });
  }
  return accept({ values, unchanged });
}

/** All scripts for a blind pass; for the third person, those that disagree and those they have settled already. */
function openScripts(
  codes: readonly string[],
  pass: number,
  mine: ReadonlyMap<string, unknown>,
  resolved: ReadonlyMap<string, Resolution>,
): ReadonlySet<string> {
  if (pass !== 3) return new Set(codes);
  return new Set(codes.filter((code) => mine.has(code) || resolved.get(code)?.status === 'disagreed'));
}

function isKeyable(value: MarkValue, maximum: number): boolean {
  if (value.state === 'mark')
    return Number.isSafeInteger(value.value) && value.value >= 0 && value.value <= maximum;
  return KEYED_STATES.some((state) => state === value.state);
}

function isSame(a: MarkValue, b: MarkValue): boolean {
  return a.state === b.state && (a.state !== 'mark' || (b.state === 'mark' && a.value === b.value));
}
