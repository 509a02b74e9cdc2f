import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import type { Role } from '#app/domain/access/roles.ts';
import { candidateNumber } from '#app/domain/registration/candidate-number.ts';
import { DEMO_PASSWORD } from '#app/entrypoints/seed-demo/demo-accounts.ts';
import type { Db } from '#db/client.ts';
import { codeTable } from '#db/schema/anonymity.ts';
import { script } from '#db/schema/marking.ts';
import { jury } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { checkedRegulation } from '#tests/factories/regulations.ts';
import { createSeatedSitting } from '#tests/factories/seated-sitting.ts';

/** The mock BEPC's regulation, with the review rule of Romania: half a point, or a first mark just under the average. */
const REGULATION = checkedRegulation({
  ...JSON.parse(readFileSync(new URL('../../db/seed/regulations/mock-bepc.json', import.meta.url), 'utf8')),
  review: { minimumChange: '0.50', always: [{ from: '9.50', below: 10 }] },
});

export const PAPERS = { FRA: 'Français', MAT: 'Mathématiques', EPS: 'Éducation physique' } as const;
export type Paper = keyof typeof PAPERS;
export type Desk = Readonly<Record<Paper, string>>;

/** The mark written on each paper script, by the place of its candidate; what a marker finds on the desk. */
const WRITTEN: readonly (readonly [string, string, string])[] = [
  ['8', '10', '12'], // 66 points of 7: 9,42, failed, and under the band of rescue.
  ['9', '10', '12'], // 69 points: 9,85, in the band.
  ['13', '14', '15'],
  ['16,5', '17', '16'],
  ['11', '9', '14'],
  ['7', '6', '10'],
  ['ABS', '6,5', '11'],
  ['12,25', '10,5', '13'],
  ['10', '10', '10'],
  ['14', '12', '9'],
  ['5', '9,75', '12'],
  ['15', '13,5', '17'],
];

export const writtenOn = (place: number): Desk => {
  const [FRA = '', MAT = '', EPS = ''] = WRITTEN[place] ?? [];
  return { FRA, MAT, EPS };
};

const SURNAMES = [
  ...['Abdoulaye', 'Boubacar', 'Chaïbou', 'Daouda', 'Elhadji', 'Fatchima'],
  ...['Garba', 'Hassane', 'Issoufou', 'Kadri', 'Laouali', 'Maman'],
];

/** A sitting of its own, seated and not yet under codes, and one account for each person whose step comes. */
export async function createJourney(db: Db) {
  const claimant = await createUser(db, { name: 'Ramatou Abdoulaye' });
  const other = await createUser(db, { name: 'Nafissa Chaïbou' });
  const owners = [claimant, null, other];
  const world = await createSeatedSitting(db, {
    candidates: SURNAMES.length,
    regulation: REGULATION,
    series: 'GEN',
    entryOf: (i) => {
      const owner = owners[i];
      return {
        number: candidateNumber('BEPC', 2027, i + 1),
        surname: SURNAMES[i] ?? '',
        givenNames: ['Ramatou', 'Issa', 'Nafissa'][i % 3] ?? '',
        ...(owner ? { userId: owner.id } : {}),
      };
    },
  });
  const { organisation, sitting: row, juries } = world;
  await db
    .update(sitting)
    .set({ name: { fr: 'BEPC de Kollo 2027', en: 'Kollo BEPC 2027' } })
    .where(eq(sitting.id, row.id));
  const organisationId = organisation.id;
  const [first] = juries;
  if (!first) throw new Error('no jury');
  await db.update(jury).set({ name: 'Jury de Kollo' }).where(eq(jury.id, first.id));
  const staff = async (name: string, role: Role, juryId?: string) => {
    const grants = [{ role, organisationId, ...(juryId ? { juryId } : {}) }];
    const { email } = await createUser(db, { name, password: DEMO_PASSWORD, grants });
    return email ?? '';
  };
  return {
    sittingId: row.id,
    entryIds: world.seated.map(({ entry }) => entry.id),
    numbers: world.seated.map(({ tableNumber }) => tableNumber),
    codes: world.seated.map(({ resultCode }) => resultCode),
    claimant: claimant.email ?? '',
    other: other.email ?? '',
    logistics: await staff('Ismaël Kadri', 'logistics'),
    markers: [
      await staff('Correcteur un', 'marker'),
      await staff('Correctrice deux', 'marker'),
      await staff('Correcteur trois', 'marker'),
    ] as const,
    president: await staff('Moussa Illiassou', 'juryPresident', first.id),
    members: [
      await staff('Zeinabou Alio', 'juryMember', first.id),
      await staff('Oumarou Sanda', 'juryMember', first.id),
    ] as const,
    publishers: [await staff('Fati Yacouba', 'publisher'), await staff('Idi Laouali', 'publisher')] as const,
    registrar: await staff('Salifou Djibo', 'registrar'),
  };
}

export type Journey = Awaited<ReturnType<typeof createJourney>>;

/** Which candidate's script bears a code: what only the paper itself knows while marking lasts. */
export async function readScripts(db: Db, { sittingId, entryIds }: Journey) {
  const rows = await db
    .select({
      code: script.code,
      dossier: script.dossier,
      entryId: codeTable.entryId,
      paper: script.paperCode,
    })
    .from(script)
    .innerJoin(codeTable, eq(codeTable.dossier, script.dossier))
    .where(eq(codeTable.sittingId, sittingId));
  return new Map(rows.map((row) => [row.code, { ...row, place: entryIds.indexOf(row.entryId) }]));
}
