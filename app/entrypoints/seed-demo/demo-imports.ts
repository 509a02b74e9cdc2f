import { proposeMapping } from '#app/domain/registration/import/columns.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { mapImport } from '#app/services/imports/map-import.server.ts';
import { uploadImport } from '#app/services/imports/upload-import.server.ts';

const TITLES = ['Nom', 'Prénoms', 'Sexe', 'Né(e) le', 'Né(e) à', 'Nationalité', 'Série', 'EPS', 'Matricule'];

/** Invented pupils; the last rows show what a list can have wrong. */
const PUPILS = (year: number): readonly (readonly string[])[] => [
  ['GARBA', 'Mariama', 'F', `12/03/${year - 18}`, 'Birnin Kawara', 'Niger', 'C', 'apte', 'T-01'],
  ['ISSOUFOU', 'Abdoul Aziz', 'M', `04/07/${year - 19}`, 'Dogon Rafi', 'Niger', 'D', 'apte', 'T-02'],
  ['N’DIAYE', 'Awa', 'F', `23/11/${year - 18}`, 'Niamey', 'Sénégal', 'D', 'inapte', 'T-03'],
  ['MAÏGA', 'Ousséïni', 'M', `30/01/${year - 17}`, 'Tillabéri', 'Niger', 'C', 'apte', 'T-04'],
  ['LAOUALI', 'Zeinabou', 'F', `09/09/${year - 18}`, 'Maradi', 'Niger', 'D', 'apte', 'T-05'],
  ['SEYNI', 'Hadiza', 'F', `31/02/${year - 18}`, 'Say', 'Niger', 'C', 'apte', 'T-06'],
  ['BOUBACAR', '', 'M', `15/05/${year - 18}`, 'Téra', 'Niger', 'Z9', 'peut-être', 'T-07'],
  ['MAIGA', 'Ousseini', 'M', `30/01/${year - 17}`, 'Tillaberi', 'Niger', 'C', 'apte', 'T-08'],
];

export type DemoImport = {
  readonly sittingId: string;
  readonly organisationId: string;
  readonly year: number;
};

/** A list of the demonstration's school head, checked, whose errors wait to be corrected. */
export async function seedImport(ctx: Ctx, { sittingId, organisationId, year }: DemoImport): Promise<void> {
  const { actor } = ctx;
  const grants = actor.kind === 'user' ? actor.grants : [];
  const schoolId = grants.find((grant) => grant.organisationId === organisationId)?.schoolId;
  if (!schoolId) throw new Error('the head has no school');
  const rows = [TITLES, ...PUPILS(year)].map((row) => row.join(';')).join('\r\n');
  const bytes = new TextEncoder().encode(rows);
  const sent = await uploadImport(ctx, { sittingId, schoolId, fileName: 'Terminales.csv', bytes });
  const { batchId } = must(sent);
  const columns = proposeMapping(TITLES, []).mapping;
  must(await mapImport(ctx, { batchId, columns, nationality: null }));
  await checkImport(ctx, { batchId, round: 1 });
}

function must<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
}
