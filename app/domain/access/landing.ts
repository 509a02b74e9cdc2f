import type { Actor } from './actor.ts';
import { holds } from './actor.ts';
import type { Capability } from './roles.ts';

/** First match wins: somebody with several roles starts where most waits for them. */
const HOMES: readonly (readonly [Capability, string])[] = [
  ['deliberation.conduct', '/jury'],
  ['mark.enter', '/correction'],
  ['entry.read', '/bureau'],
  ['sitting.manage', '/bureau'],
  ['seat.allocate', '/bureau'],
  ['result.publish', '/bureau'],
  ['money.work', '/bureau/guichet'],
  ['money.read', '/bureau'],
  ['user.manage', '/bureau'],
  ['entry.school', '/ecole'],
  ['entry.own', '/espace'],
];

/** The page a person starts from. */
export function landingPath(actor: Actor): string {
  return HOMES.find(([capability]) => holds(actor, capability))?.[1] ?? '/';
}
