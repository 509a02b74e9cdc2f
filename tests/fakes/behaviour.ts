import { z } from 'zod';

const count = z.number().int().min(0).max(1000);

/** What a test may ask the fake to do wrong, with `POST /_control`; counters count down, the rest stays until changed. */
export const behaviourSchema = z.strictObject({
  /** Every event is sent this many times more. */
  duplicateWebhooks: count.max(10),
  /** Events leave this late. */
  delayMs: count.max(600_000),
  /** The next events are never sent, though they happened. */
  dropNext: count,
  /** The events of one act are sent last first. */
  reorder: z.boolean(),
  /** Events wait until this is false again. */
  hold: z.boolean(),
  /** The next deliveries are signed with another secret. */
  badSignature: count,
  /** A "failed" event precedes the "succeeded" one. */
  failBeforeSuccess: z.boolean(),
  /** The next payment brings in this amount and not the one asked. */
  wrongAmount: z.number().int().positive().nullable(),
  /** An expired checkout can still be paid, as money that arrives late. */
  latePayments: z.boolean(),
  /** The next requests answer 500 and do nothing. */
  failRequests: count,
  /** The next requests are carried out and answer 503, as an answer lost on the way. */
  loseAnswers: count,
});

export type Behaviour = z.output<typeof behaviourSchema>;

export function goodBehaviour(): Behaviour {
  return {
    duplicateWebhooks: 0,
    delayMs: 0,
    dropNext: 0,
    reorder: false,
    hold: false,
    badSignature: 0,
    failBeforeSuccess: false,
    wrongAmount: null,
    latePayments: false,
    failRequests: 0,
    loseAnswers: 0,
  };
}

/** Takes one off a counter; true while there was one. */
export function takeOne(
  behaviour: Behaviour,
  counter: 'dropNext' | 'badSignature' | 'failRequests' | 'loseAnswers',
): boolean {
  if (behaviour[counter] === 0) return false;
  behaviour[counter] -= 1;
  return true;
}
