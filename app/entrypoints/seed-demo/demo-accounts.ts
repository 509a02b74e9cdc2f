import type { Role } from '#app/domain/access/roles.ts';

/** One password for every account of the demonstration; printed at start, worth nothing elsewhere. */
export const DEMO_PASSWORD = 'laurier-et-papier';

export type DemoAccount = {
  readonly email: string;
  readonly name: string;
  readonly label: string;
  readonly roles: readonly Role[];
};

const account = (local: string, name: string, label: string, ...roles: Role[]): DemoAccount => ({
  email: `${local}@palmares.test`,
  name,
  label,
  roles,
});

/** One account per role, two where one person may not do both halves. Roles are held in every organisation. */
export const demoAccounts: readonly DemoAccount[] = [
  account('candidate', 'Aïssa Garba', 'candidate, sans inscription encore'),
  // Takes the name of whoever was admitted (demo-admitted.ts).
  account('admise', 'Candidate admise', 'candidate, admise au baccalauréat publié'),
  account('ecole', 'Oumarou Sanda', 'chef d’établissement', 'schoolHead'),
  account('region', 'Rakia Moutari', 'inspection régionale (Birnin Kawara)', 'regionalOfficer'),
  account('greffe', 'Salifou Djibo', 'greffe de l’office', 'registrar'),
  account('caisse', 'Biba Tahirou', 'caisse', 'cashier'),
  account('comptable', 'Abdou Ousseini', 'agent comptable', 'accountant'),
  account('logistique', 'Ismaël Kadri', 'logistique : places et copies', 'logistics'),
  account(
    'logistique2',
    'Absatou Harouna',
    'seconde personne pour les lots rouverts et les modérations',
    'logistics',
  ),
  account('correction1', 'Correcteur un', 'première saisie des notes', 'marker'),
  account('correction2', 'Correctrice deux', 'seconde saisie des notes', 'marker'),
  account('correction3', 'Correcteur trois', 'règle les écarts entre les deux saisies', 'marker'),
  account('jury', 'Zeinabou Alio', 'membre de jury', 'juryMember'),
  account('president', 'Moussa Illiassou', 'président de jury', 'juryPresident'),
  account('publication1', 'Fati Yacouba', 'prépare la publication', 'publisher'),
  account('publication2', 'Idi Laouali', 'confirme la publication', 'publisher'),
  account('audit', 'Hadiza Maman', 'auditrice', 'auditor'),
  account('admin', 'Nouradine Bako', 'administration', 'administrator'),
];
