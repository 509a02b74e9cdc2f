import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import type { Grant } from './actor.ts';
import type { Role } from './roles.ts';

export type GrantRequest = Pick<Grant, 'role' | 'organisationId'> & Partial<Grant>;

/** Roles that mean nothing for a whole organisation: one may only be held somewhere. */
const HELD_SOMEWHERE: Partial<Readonly<Record<Role, 'regionId' | 'schoolId' | 'juryId'>>> = {
  regionalOfficer: 'regionId',
  schoolHead: 'schoolId',
  juryMember: 'juryId',
  juryPresident: 'juryId',
};

/** The whole grant that was asked for, unless its role needs a region, school or jury that was not named. */
export function completeGrant(request: GrantRequest): Verdict<Grant, 'role.needsScope'> {
  const needed = HELD_SOMEWHERE[request.role];
  if (needed !== undefined && !request[needed]) return refuse('role.needsScope', { scope: needed });
  return accept({
    role: request.role,
    organisationId: request.organisationId,
    regionId: request.regionId ?? null,
    schoolId: request.schoolId ?? null,
    centreId: request.centreId ?? null,
    juryId: request.juryId ?? null,
  });
}
