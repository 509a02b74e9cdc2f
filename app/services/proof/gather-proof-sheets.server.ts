import { eq, inArray, sql } from 'drizzle-orm';
import { officeOf } from '#app/domain/documents/office.ts';
import type { ProofBook, ProofSheet } from '#app/domain/documents/proof-sheet.ts';
import { showCharacters } from '#app/domain/registration/entry-reference.ts';
import { nationalityWording } from '#app/domain/registration/nationality.ts';
import { hasSport } from '#app/domain/registration/papers.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts, type SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { drawEntryKeys } from '#app/services/registration/entry-keys.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { region, school } from '#db/schema/organisation.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';

type Row = Awaited<ReturnType<typeof loadRows>>[number];

export type Gathered = {
  readonly about: ProofBook;
  /** Draws nothing itself: each sheet is read with its photo when the page before is done. */
  sheets(): AsyncIterable<ProofSheet>;
};

/** Who is given the sheets: the candidate of each, or their school. */
export type Reader = 'candidate' | 'school';

/**
 * Proof sheets of entries of one sitting, by series and then by name. An entry without reference gets one. A school
 * prints no code of a candidate who has an account of their own: it would open that account.
 */
export async function gatherProofSheets(
  ctx: Ctx,
  sittingId: string,
  entryIds: readonly string[],
  reader: Reader,
): Promise<Gathered> {
  const facts = await loadSittingFacts(ctx.db, sittingId);
  if (!facts) throw new Error(`no sitting ${sittingId}`);
  const rows = (await loadRows(ctx, entryIds)).sort(bySeriesThenName);
  const { profile } = facts.organisation;
  return {
    about: {
      office: officeOf(profile, facts.style),
      title: `Fiches d’inscription · ${facts.sitting.name.fr}`,
      host: ctx.settings.officialHost,
      printedOn: localDate(ctx.clock(), profile.timeZone),
      total: rows.length,
    },
    async *sheets() {
      for (const row of rows) {
        const keys = reader === 'candidate' || row.contact === null ? await keysOf(ctx, row) : {};
        const photo = row.entry.photoKey ? await ctx.adapters.storage.get(row.entry.photoKey) : undefined;
        yield { ...sheetOf(facts, row), ...keys, ...(photo ? { photo } : {}) };
      }
    },
  };
}

async function loadRows({ db }: Ctx, entryIds: readonly string[]) {
  return db
    .select({
      entry,
      regionName: region.name,
      school: { name: school.name, commune: school.commune },
      contact: sql<string | null>`coalesce(${userAccount.email}, ${userAccount.phone})`,
    })
    .from(entry)
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .leftJoin(userAccount, eq(userAccount.id, candidate.userId))
    .leftJoin(region, eq(region.id, entry.regionId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(inArray(entry.id, [...entryIds]));
}

const alphabet = new Intl.Collator('fr');

function bySeriesThenName({ entry: one }: Row, { entry: other }: Row): number {
  return (
    (one.series ?? '').localeCompare(other.series ?? '') ||
    alphabet.compare(one.surname ?? '', other.surname ?? '') ||
    alphabet.compare(one.givenNames ?? '', other.givenNames ?? '') ||
    (one.id < other.id ? -1 : 1)
  );
}

/** Reference and code as they are printed; drawn now for an entry from before there were any. */
async function keysOf(ctx: Ctx, { entry: row }: Row): Promise<{ reference: string; accessCode: string }> {
  const keys = await withTx(ctx, 'giveEntryKeys', { lock: [`entry:${row.id}`] }, async (tx) => {
    const [now] = await tx.db
      .select({ reference: entry.reference, accessCode: entry.accessCode })
      .from(entry)
      .where(eq(entry.id, row.id));
    if (now?.reference && now.accessCode) return { reference: now.reference, accessCode: now.accessCode };
    const drawn = await drawEntryKeys(tx.db, ctx.adapters.random);
    await tx.db.update(entry).set(drawn).where(eq(entry.id, row.id));
    return drawn;
  });
  return { reference: showCharacters(keys.reference), accessCode: showCharacters(keys.accessCode) };
}

/** Without what is absent, so that a sheet says "to be completed" and never "null". */
function present<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}

function sheetOf({ exam, sitting, regulation, organisation }: SittingFacts, row: Row): ProofSheet {
  const { entry: it, school: at } = row;
  const name = it.series === null ? undefined : regulation.series[it.series]?.name;
  const { surname, givenNames, sex, birthDate, birthPlace, nationalId, attempt, number } = it;
  const diploma = it.earlierDiploma;
  return {
    exam: exam.name,
    sitting: sitting.name,
    ...present({ surname, givenNames, sex, birthDate, birthPlace, nationalId, attempt, number }),
    ...present({
      series: it.series === null ? null : { code: it.series, name: name ?? { fr: it.series } },
      nationality: it.nationality === null ? null : nationalityWording(it.nationality),
      school: at && it.kind === 'official' ? `${at.name}, ${at.commune}` : null,
      region: row.regionName,
      fit: hasSport(regulation, it.series) ? it.fit : null,
      diploma:
        diploma && [diploma.exam, diploma.year, diploma.number].filter((one) => one !== null).join(' · '),
      acceptedOn: it.proofAcceptedAt && localDate(it.proofAcceptedAt, organisation.profile.timeZone),
    }),
    options: (it.options ?? []).map((code) => regulation.papers[code]?.name ?? { fr: code }),
  };
}
