import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import { type Capability, ROLE_CAPABILITIES, type Role } from './roles.ts';

/** A role held in one organisation. A scope field that is set narrows it; all unset means the whole organisation. */
export type Grant = {
  readonly role: Role;
  readonly organisationId: string;
  readonly regionId: string | null;
  readonly schoolId: string | null;
  readonly centreId: string | null;
  readonly juryId: string | null;
};

export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly label: string;
      readonly locale: string;
      readonly grants: readonly Grant[];
    }
  /** A job, the command line or the seed, by name: "worker:settle-payment". May do anything; named in the audit log. */
  | { readonly kind: 'system'; readonly name: string };

/** Where a thing belongs. A grant narrowed to a region reaches only things that say they are in that region. */
export type Target = {
  readonly organisationId: string;
  readonly regionId?: string | null;
  readonly schoolId?: string | null;
  readonly centreId?: string | null;
  readonly juryId?: string | null;
};

const NARROWINGS = ['regionId', 'schoolId', 'centreId', 'juryId'] as const;

export function reaches(grant: Grant, target: Target): boolean {
  return (
    grant.organisationId === target.organisationId &&
    NARROWINGS.every((key) => grant[key] === null || grant[key] === target[key])
  );
}

/** The grants by which an actor holds a capability, for queries that list only what is in scope. */
export function grantsFor(actor: Actor, capability: Capability): readonly Grant[] {
  if (actor.kind !== 'user') return [];
  return actor.grants.filter((grant) => ROLE_CAPABILITIES[grant.role].includes(capability));
}

/** Whether the actor has the capability anywhere: enough to open a page that lists what is in scope. Everyone signed in has their own entries. */
export function holds(actor: Actor, capability: Capability): boolean {
  if (actor.kind === 'anonymous') return false;
  if (actor.kind === 'system' || capability === 'entry.own') return true;
  return grantsFor(actor, capability).length > 0;
}

/** Capability **and** scope, or `access.denied`, which a route answers as if the thing did not exist. */
export function authorise(
  actor: Actor,
  capability: Capability,
  target: Target,
): Verdict<true, 'access.denied'> {
  if (actor.kind === 'system') return accept();
  return grantsFor(actor, capability).some((grant) => reaches(grant, target))
    ? accept()
    : refuse('access.denied');
}

/** How an actor is named in the audit log. */
export function actorName(actor: Actor): { id: string; label: string } {
  switch (actor.kind) {
    case 'user':
      return { id: actor.id, label: actor.label };
    case 'system':
      return { id: `system:${actor.name}`, label: actor.name };
    case 'anonymous':
      return { id: 'anonymous', label: 'anonymous' };
  }
}
