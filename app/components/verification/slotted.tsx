import { createElement, Fragment, type ReactNode } from 'react';

/** What a sentence leaves open for a name or a date. */
export const SLOTS = ['host', 'official', 'date', 'size'] as const;
export type Slot = (typeof SLOTS)[number];
export type SlotValues = Readonly<Partial<Record<Slot, string>>>;

const MARK = '\uE000';

/** Values for a translated sentence that `slotted` finds again: no name of ours has a private character. */
export const slotMarks: Readonly<Record<Slot, string>> = {
  host: `${MARK}host${MARK}`,
  official: `${MARK}official${MARK}`,
  date: `${MARK}date${MARK}`,
  size: `${MARK}size${MARK}`,
};

/** The sentence with each value apart from the direction of the text around it; an empty slot waits for a script. */
export function slotted(sentence: string, values: SlotValues = {}): ReactNode {
  const parts = sentence.split(MARK).map((part, at): ReactNode => {
    const slot = at % 2 === 1 ? SLOTS.find((one) => one === part) : undefined;
    if (!slot) return part;
    return createElement('bdi', { 'data-slot': values[slot] === undefined ? slot : undefined }, values[slot]);
  });
  return createElement(Fragment, null, ...parts);
}
