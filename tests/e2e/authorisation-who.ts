import type { Role } from '#app/domain/access/roles.ts';

/**
 * Where a role is held, seen from the thing a page shows. `here`: in its organisation and, for a role that is narrowed,
 * in its region, school or jury, or as the marker of its bundle. `nextDoor`: in another region, school, jury or bundle
 * of the same organisation. `elsewhere`: in another organisation.
 */
export const PLACES = ['here', 'nextDoor', 'elsewhere'] as const;
export type Place = (typeof PLACES)[number];

/** How far from the thing a role may be held and still open the page. */
type Reach = 'here' | 'organisation' | 'anywhere';

/** Candidates of the demonstration, each with one entry; `none` has an account and nothing else. */
export const CANDIDATES = ['draft', 'submitted', 'published', 'called', 'none'] as const;
export type CandidateName = (typeof CANDIDATES)[number];

export type Who =
  | 'everyone'
  | 'nobody'
  | 'signedIn'
  | { readonly candidate: CandidateName }
  | { readonly roles: Readonly<Partial<Record<Role, Reach>>> };

export type Person =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'candidate'; readonly name: CandidateName }
  | { readonly kind: 'staff'; readonly role: Role; readonly place: Place };

const WITHIN: Readonly<Record<Reach, readonly Place[]>> = {
  here: ['here'],
  organisation: ['here', 'nextDoor'],
  anywhere: PLACES,
};

export function mayOpen(who: Who, person: Person): boolean {
  if (who === 'everyone' || who === 'nobody') return who === 'everyone';
  if (who === 'signedIn') return person.kind !== 'anonymous';
  if ('candidate' in who) return person.kind === 'candidate' && person.name === who.candidate;
  if (person.kind !== 'staff') return false;
  const reach = who.roles[person.role];
  return reach !== undefined && WITHIN[reach].includes(person.place);
}

export const candidate = (name: CandidateName): Who => ({ candidate: name });

const held = (reach: Reach, ...roles: readonly Role[]): Who => ({
  roles: Object.fromEntries(roles.map((role) => [role, reach])),
});

/** Roles that may open a list; each sees in it what is theirs. */
export const anywhere = (...roles: readonly Role[]) => held('anywhere', ...roles);
/** Roles that may open a thing of the whole organisation, wherever in it they are held. */
export const organisation = (...roles: readonly Role[]) => held('organisation', ...roles);
export const here = (...roles: readonly Role[]) => held('here', ...roles);
