/** Everyone who signs in holds one or more of these; a grant narrows a role to an organisation, region, school, centre or jury. */
export const ROLES = [
  'candidate',
  'schoolHead',
  'regionalOfficer',
  'registrar',
  'cashier',
  'accountant',
  'logistics',
  'marker',
  'juryMember',
  'juryPresident',
  'publisher',
  'auditor',
  'administrator',
] as const;

export type Role = (typeof ROLES)[number];

/** What a signed-in person may be allowed to do. A route or a service asks for one of these, never for a role. */
export const CAPABILITIES = [
  'entry.own',
  'entry.school',
  'entry.read',
  'entry.review',
  'sitting.manage',
  'regulation.manage',
  'seat.allocate',
  'bundle.manage',
  'mark.enter',
  'deliberation.conduct',
  'deliberation.seal',
  'result.publish',
  'document.read',
  'document.manage',
  'document.issue',
  'document.confirm',
  'document.handOut',
  'document.configure',
  'verification.read',
  'money.read',
  'money.work',
  'money.approve',
  'audit.read',
  'user.manage',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** The whole of who may do what. Deny by default: what is not here is refused. */
export const ROLE_CAPABILITIES: Readonly<Record<Role, readonly Capability[]>> = {
  candidate: ['entry.own'],
  schoolHead: ['entry.school'],
  regionalOfficer: ['entry.read', 'entry.review', 'document.handOut'],
  registrar: [
    'entry.read',
    'entry.review',
    'sitting.manage',
    'regulation.manage',
    'document.read',
    'document.manage',
    'document.issue',
    'document.handOut',
    'verification.read',
  ],
  cashier: ['money.read', 'money.work'],
  accountant: ['money.read', 'money.approve'],
  logistics: ['seat.allocate', 'bundle.manage'],
  marker: ['mark.enter'],
  juryMember: ['deliberation.conduct'],
  juryPresident: ['deliberation.conduct', 'deliberation.seal'],
  publisher: ['result.publish', 'document.read', 'document.confirm'],
  auditor: ['audit.read', 'money.read', 'document.read', 'entry.read', 'verification.read'],
  administrator: [
    'user.manage',
    'audit.read',
    'sitting.manage',
    'regulation.manage',
    'document.configure',
    'verification.read',
  ],
};
