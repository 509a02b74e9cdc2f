import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { landingPath } from './landing.ts';
import { ROLES, type Role } from './roles.ts';

function withRole(...roles: Role[]): Actor {
  const nowhere = { organisationId: 'o', regionId: null, schoolId: null, centreId: null, juryId: null };
  return {
    kind: 'user',
    id: 'u',
    label: 'U',
    locale: 'fr',
    grants: roles.map((role) => ({ role, ...nowhere })),
  };
}

test('everybody starts at home', () => {
  const homes = Object.fromEntries(ROLES.map((role) => [role, landingPath(withRole(role))]));
  expect(homes).toEqual({
    candidate: '/espace',
    schoolHead: '/ecole',
    regionalOfficer: '/bureau',
    registrar: '/bureau',
    cashier: '/bureau/guichet',
    accountant: '/bureau',
    logistics: '/bureau',
    marker: '/correction',
    juryMember: '/jury',
    juryPresident: '/jury',
    publisher: '/bureau',
    auditor: '/bureau',
    administrator: '/bureau',
  });
});

test('a person without a role has their own entries; a stranger has the front page', () => {
  expect(landingPath(withRole())).toBe('/espace');
  expect(landingPath(withRole('candidate', 'marker'))).toBe('/correction');
  expect(landingPath({ kind: 'anonymous' })).toBe('/');
});
