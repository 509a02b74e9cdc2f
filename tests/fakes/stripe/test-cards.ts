import type { CardAnswer } from './build-payment.ts';

/** Stripe's published test numbers; no number at all is a payment that succeeds. */
const CARDS: Readonly<Record<string, CardAnswer>> = {
  '': { accepted: true, last4: '4242' },
  '4242424242424242': { accepted: true, last4: '4242' },
  '5555555555554444': { accepted: true, last4: '4444' },
  '4000000000000002': {
    accepted: false,
    last4: '0002',
    code: 'card_declined',
    declineCode: 'generic_decline',
  },
  '4000000000009995': {
    accepted: false,
    last4: '9995',
    code: 'card_declined',
    declineCode: 'insufficient_funds',
  },
  '4000000000000069': { accepted: false, last4: '0069', code: 'expired_card' },
};

export const DECLINED: CardAnswer = {
  accepted: false,
  last4: '0002',
  code: 'card_declined',
  declineCode: 'generic_decline',
};

/** `undefined` for a number that is not a test card: no real card is ever taken. */
export function answerOfCard(written: string): CardAnswer | undefined {
  return CARDS[written.replace(/[\s-]/g, '')];
}
