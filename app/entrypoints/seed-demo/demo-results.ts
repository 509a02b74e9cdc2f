import { asc, eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import { grantRole } from '#app/services/access/grant-role.server.ts';
import { allocateSeats } from '#app/services/allocation/allocate-seats.server.ts';
import { assignCodes } from '#app/services/anonymity/assign-codes.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { numberDocuments } from '#app/services/documents/bulk/number-documents.server.ts';
import { closeBundle } from '#app/services/marking/close-bundle.server.ts';
import { enterMarks } from '#app/services/marking/enter-marks.server.ts';
import { handOutBundles } from '#app/services/marking/hand-out-bundles.server.ts';
import { bundle, script } from '#db/schema/marking.ts';
import { jury } from '#db/schema/seating.ts';
import { createDraw } from '#db/seed/people.ts';
import { moderateSome, signPackets } from './demo-scripts.ts';
import type { DemoSitting } from './demo-sittings.ts';

export type Carried = {
  readonly ctx: Ctx;
  readonly actors: Map<string, Actor>;
  readonly sitting: DemoSitting;
  readonly examStarts: Date;
};

const DAY = 86_400_000;

/** Fails on any refusal: the demonstration goes through the same doors as an office. */
export function must<T>(verdict: Verdict<T, string>): T {
  if (!verdict.ok) throw new Error(`${verdict.reason} ${JSON.stringify(verdict.detail ?? {})}`);
  return verdict.value;
}

/** The world as one of the demonstration's people sees it, some days after the exam began. */
export function actingAs({ ctx, actors, examStarts }: Carried, name: string, days: number): Ctx {
  const actor = actors.get(name);
  if (!actor) throw new Error(`no account ${name}`);
  return { ...ctx, actor, clock: () => new Date(examStarts.getTime() + days * DAY) };
}

const userId = (carried: Carried, name: string): string => {
  const actor = carried.actors.get(name);
  return actor?.kind === 'user' ? actor.id : '';
};

/** Seats, codes, and bundles half marked: some closed, some with differences to settle, some waiting. */
export async function carryToMarking(carried: Carried): Promise<void> {
  const bundles = await openMarking(carried);
  for (const [index, one] of bundles.entries()) {
    if (index % 4 === 3) continue;
    await signPackets(carried, one.id, (['back', 'short', 'out'] as const)[index % 4] ?? 'back');
    await keyBundle(carried, one.id, { second: index % 4 !== 2, slips: index % 4 === 1 });
    if (index % 4 === 0) must(await closeBundle(actingAs(carried, 'logistique', 8), { bundleId: one.id }));
  }
  await moderateSome(carried);
}

export async function openMarking(carried: Carried): Promise<{ id: string }[]> {
  const { ctx, sitting } = carried;
  const sittingId = sitting.id;
  must(await allocateSeats(actingAs(carried, 'logistique', -30), { sittingId }));
  await appointJuries(carried);
  await numberDocuments(actingAs(carried, 'logistique', -30), { sittingId, kind: 'convocation' });
  must(await assignCodes(actingAs(carried, 'logistique', 6), { sittingId }));
  const bundles = await ctx.db
    .select({ id: bundle.id })
    .from(bundle)
    .where(eq(bundle.sittingId, sittingId))
    .orderBy(asc(bundle.paperCode), asc(bundle.number));
  const handedOut = {
    sittingId,
    bundleIds: bundles.map(({ id }) => id),
    first: userId(carried, 'correction1'),
    second: userId(carried, 'correction2'),
  };
  must(await handOutBundles(actingAs(carried, 'logistique', 7), handedOut));
  return bundles;
}

/** The demonstration's president and member sit in every jury of the sitting. */
async function appointJuries({ ctx, actors, sitting }: Carried): Promise<void> {
  const juries = await ctx.db.select({ id: jury.id }).from(jury).where(eq(jury.sittingId, sitting.id));
  for (const [name, role] of [
    ['president', 'juryPresident'],
    ['jury', 'juryMember'],
  ] as const) {
    const actor = actors.get(name);
    if (actor?.kind !== 'user') throw new Error(`no account ${name}`);
    const { organisationId } = sitting;
    const grants = juries.map(({ id }) => ({
      role,
      organisationId,
      regionId: null,
      schoolId: null,
      centreId: null,
      juryId: id,
    }));
    for (const grant of grants) must(await grantRole(ctx, { ...grant, userId: actor.id }));
    actors.set(name, { ...actor, grants: [...actor.grants, ...grants] });
  }
}

type Keying = { readonly second: boolean; readonly slips: boolean };

/** Both entries of a bundle. A dossier's marks go together, so that results look like results; a slip is one in nine. */
export async function keyBundle(
  carried: Carried,
  bundleId: string,
  { second, slips }: Keying,
): Promise<void> {
  const scripts = await carried.ctx.db
    .select({ code: script.code, dossier: script.dossier, paper: script.paperCode })
    .from(script)
    .where(eq(script.bundleId, bundleId));
  const { papers } = carried.sitting.regulation;
  const values = scripts.map(({ code, dossier, paper }) => ({
    code,
    paper,
    value: drawMark(dossier, paper),
  }));
  const key = (name: string, marks: typeof values) =>
    enterMarks(actingAs(carried, name, 7.5), {
      bundleId,
      marks: marks.map(({ code, paper, value }) => ({
        scriptCode: code,
        value,
        parts: partsOf(value, papers[paper]),
      })),
    });
  must(await key('correction1', values));
  if (!second) return;
  const slipped = values.map((mark, at) =>
    slips && at % 9 === 4 && mark.value.state === 'mark'
      ? { ...mark, value: { state: 'mark' as const, value: Math.min(2000, mark.value.value + 100) } }
      : mark,
  );
  must(await key('correction2', slipped));
}

/** A mark shared over its components in proportion to their maxima, the last taking what is left. */
function partsOf(value: MarkValue, paper: Regulation['papers'][string] | undefined): number[] | null {
  const components = paper?.components;
  if (!components || value.state !== 'mark') return null;
  const maxima = components.map(({ maximum }) => Number(maximum));
  const sum = maxima.reduce((all, one) => all + one, 0);
  const parts = maxima.map((maximum) => Math.floor((value.value * maximum) / sum));
  const left = value.value - parts.reduce((all, one) => all + one, 0);
  return parts.map((part, i) => (i === parts.length - 1 ? part + left : part));
}

function numberOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return hash >>> 0;
}

/** A mark in quarters around the dossier's own level, from 1,25 to 19; one script in seventy is an absence. */
function drawMark(dossier: string, paper: string): MarkValue {
  const level = 7 + createDraw(numberOf(dossier)).next() * 8.5;
  const draw = createDraw(numberOf(`${dossier}/${paper}`));
  if (draw.next() < 1 / 70) return { state: 'absent' };
  const spread = (draw.next() + draw.next() + draw.next() - 1.5) * 4.5;
  const quarters = Math.round(Math.min(19, Math.max(1.25, level + spread)) * 4);
  return { state: 'mark', value: quarters * 25 };
}
