import { type Actor, holds } from './actor.ts';
import type { Capability } from './roles.ts';

/** Who works at the office: any of these opens its first page and its list of sittings. */
export const OFFICE_CAPABILITIES = [
  'entry.read',
  'sitting.manage',
  'seat.allocate',
  'bundle.manage',
  'result.publish',
  'document.read',
  'money.read',
  'audit.read',
  'user.manage',
] as const satisfies readonly Capability[];

/** By which of them somebody reads a sitting's figures; a region's officer counts their region only. */
export const SITTING_READERS = [
  'entry.read',
  'sitting.manage',
  'seat.allocate',
  'bundle.manage',
  'result.publish',
] as const satisfies readonly Capability[];

/** Who sees what signs an office's documents. */
export const SIGNATURE_READERS = [
  'document.configure',
  'document.issue',
] as const satisfies readonly Capability[];

export type StaffPage =
  | 'home'
  | 'entries'
  | 'sittings'
  | 'regulations'
  | 'documents'
  | 'handOvers'
  | 'documentStyle'
  | 'counter'
  | 'tills'
  | 'bank'
  | 'waivers'
  | 'till'
  | 'verifications'
  | 'audit'
  | 'users'
  | 'marking'
  | 'jury';

const PAGES: readonly (readonly [StaffPage, string, readonly Capability[]])[] = [
  ['home', '/bureau', OFFICE_CAPABILITIES],
  ['entries', '/bureau/dossiers', ['entry.read']],
  ['sittings', '/bureau/sessions', SITTING_READERS],
  ['regulations', '/bureau/reglements', ['regulation.manage']],
  ['documents', '/bureau/documents', ['document.read']],
  ['handOvers', '/bureau/remises', ['document.handOut']],
  ['documentStyle', '/bureau/documents/style', ['document.configure']],
  ['counter', '/bureau/guichet', ['money.work']],
  ['tills', '/bureau/guichet/caisses', ['money.read']],
  ['till', '/bureau/caisse', ['money.read']],
  ['bank', '/bureau/guichet/releves', ['money.work', 'money.approve']],
  ['waivers', '/bureau/caisse/exonerations', ['money.read']],
  ['verifications', '/bureau/verifications', ['verification.read']],
  ['audit', '/bureau/journal', ['audit.read']],
  ['users', '/bureau/utilisateurs', ['user.manage']],
  ['marking', '/correction', ['mark.enter']],
  ['jury', '/jury', ['deliberation.conduct']],
];

/** The staff pages somebody may open, in the order of the menu; nothing they may not. */
export function staffPages(actor: Actor): readonly { readonly page: StaffPage; readonly href: string }[] {
  return PAGES.filter(([, , capabilities]) => capabilities.some((one) => holds(actor, one))).map(
    ([page, href]) => ({ page, href }),
  );
}
