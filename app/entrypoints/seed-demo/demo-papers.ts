import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import sharp from 'sharp';
import { DEFAULT_ENTRY_RULES } from '#app/domain/registration/entry-rules.ts';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import type { Ctx } from '#app/services/context.ts';
import { correctionRequest, entry, entryDocument } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';

const PAPER = {
  code: 'birthCertificate',
  label: { fr: 'Acte de naissance', en: 'Birth certificate' },
  neededFor: 'validation' as const,
};

/** A sitting that asks for a birth certificate, which whoever sent an entry has given; some accepted their proof sheet. */
export async function seedPapers(ctx: Ctx, sittingId: string): Promise<void> {
  const entryRules = { documents: [...DEFAULT_ENTRY_RULES.documents, PAPER] };
  await ctx.db.update(sitting).set({ entryRules }).where(eq(sitting.id, sittingId));
  const paper = await storePaper(ctx);
  const createdAt = ctx.clock();
  const sent = await ctx.db
    .select({ id: entry.id, state: entry.state, version: entry.version })
    .from(entry)
    .where(and(eq(entry.sittingId, sittingId), notInArray(entry.state, ['draft', 'withdrawn'])))
    .orderBy(asc(entry.number));
  await ctx.db.insert(entryDocument).values(
    sent.map(({ id: entryId }) => ({
      ...paper,
      entryId,
      code: PAPER.code,
      scan: 'clean' as const,
      createdAt,
    })),
  );
  const due = sent.filter(({ state }) => state === 'paid' || state === 'validated');
  const accepted = due.filter((_, at) => at % 5 < 3).map(({ id }) => id);
  await ctx.db
    .update(entry)
    .set({ proofVersion: 1, proofAcceptedAt: createdAt })
    .where(inArray(entry.id, accepted));
  const asking = due.filter((_, at) => at % 25 === 4);
  const text = 'Mon prénom s’écrit avec deux « s », comme sur mon acte de naissance.';
  await ctx.db
    .insert(correctionRequest)
    .values(asking.map(({ id: entryId }) => ({ entryId, text, createdAt, state: 'open' as const })));
}

/** A drawn form with no text: the demonstration holds no real person's paper. */
async function storePaper(ctx: Ctx) {
  const lines = Array.from(
    { length: 22 },
    (_, at) =>
      `<rect x="90" y="${330 + at * 44}" width="${at % 4 === 3 ? 420 : 820}" height="3" fill="#8a8475"/>`,
  ).join('');
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1414">
    <rect width="1000" height="1414" fill="#f6f1e4"/><rect x="50" y="50" width="900" height="1314" fill="none" stroke="#1f4d36" stroke-width="4"/>
    <circle cx="500" cy="180" r="70" fill="none" stroke="#a8863a" stroke-width="6"/>${lines}</svg>`;
  const jpeg = new Uint8Array(await sharp(Buffer.from(drawing)).jpeg({ quality: 80 }).toBuffer());
  const fileKey = 'entry-documents/demo/birth-certificate.jpg';
  await ctx.adapters.storage.put(fileKey, jpeg, 'image/jpeg');
  return { fileKey, contentType: 'image/jpeg', bytes: jpeg.length, digest: sha256Hex(jpeg) };
}
