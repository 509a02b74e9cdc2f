import { accept, refuse, type Verdict } from '../shared/verdict.ts';

export const MOVEMENT_KINDS = ['handOut', 'return'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** A line signed when a packet of scripts is taken or given back. */
export type Movement = {
  readonly kind: MovementKind;
  /** Whose the packet is from then on, or was. */
  readonly markerId: string;
  /** How many scripts were counted. */
  readonly scripts: number;
};

/** Who has the packet: somebody, or the office. `signed` is false for a packet nobody ever signed for. */
export type Custody = { readonly holder: string | null; readonly signed: boolean };

/** Where a packet is, from its lines in the order in which they were signed. */
export function custodyOf(movements: readonly Movement[]): Custody {
  const last = movements.at(-1);
  return { holder: last?.kind === 'handOut' ? last.markerId : null, signed: last !== undefined };
}

export type NewMovement = Movement & {
  readonly signedAs: string;
  readonly note: string | null;
};
export type MovementRefusal =
  | 'movement.stillOut'
  | 'movement.notOut'
  | 'movement.notTheirs'
  | 'movement.signatureMissing'
  | 'movement.countDiffers';

/**
 * Whether a line may be signed. A packet is in one place: it is taken only from the office, by one of its markers
 * (`markers`), and given back by who has it. A count unlike that of the bundle (`expected`) wants a note.
 */
export function judgeMovement(
  wanted: NewMovement,
  {
    movements,
    markers,
    expected,
  }: {
    readonly movements: readonly Movement[];
    readonly markers: readonly string[];
    readonly expected: number;
  },
): Verdict<true, MovementRefusal> {
  const { holder } = custodyOf(movements);
  if (wanted.kind === 'handOut' && holder !== null) return refuse('movement.stillOut');
  if (wanted.kind === 'handOut' && !markers.includes(wanted.markerId)) return refuse('movement.notTheirs');
  if (wanted.kind === 'return' && holder === null) return refuse('movement.notOut');
  if (wanted.kind === 'return' && holder !== wanted.markerId) return refuse('movement.notTheirs');
  if (wanted.signedAs === '') return refuse('movement.signatureMissing');
  if (wanted.scripts !== expected && wanted.note === null)
    return refuse('movement.countDiffers', { expected, counted: wanted.scripts });
  return accept();
}
