import { startCheckout } from '#app/services/fees/start-checkout.server.ts';
import type { Scenario } from './kill-at-each-step.ts';

export type CheckoutInput = { readonly entryId: string };

/** A click on "pay", repeated by somebody who got no answer. */
export const scenario: Scenario<CheckoutInput> = {
  async run(ctx, { entryId }) {
    const started = await startCheckout(ctx, { entryId, locale: 'fr' });
    if (!started.ok) throw new Error(started.reason);
  },
};
