import type { StripeState } from './state.ts';

/** Replaces identifiers by the objects they name, along paths such as `payment_intent.latest_charge`. */
export function expandObject(state: StripeState, object: object, paths: readonly string[]): object {
  const copy = structuredClone(object);
  for (const path of paths) expandPath(state, copy, path.split('.'));
  return copy;
}

function expandPath(state: StripeState, holder: object, [field, ...rest]: readonly string[]): void {
  if (field === undefined) return;
  const value: unknown = Reflect.get(holder, field);
  const found = typeof value === 'string' ? findObject(state, value) : value;
  if (typeof found !== 'object' || found === null) return;
  const opened = typeof value === 'string' ? structuredClone(found) : found;
  Reflect.set(holder, field, opened);
  for (const item of Array.isArray(opened) ? opened : [opened]) expandPath(state, item, rest);
}

function findObject(state: StripeState, id: string): object | undefined {
  return (
    state.paymentIntents[id] ??
    state.charges[id] ??
    state.refunds[id] ??
    state.disputes[id] ??
    state.balanceTransactions[id]
  );
}
