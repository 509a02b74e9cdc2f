import { addressKey, type Limit } from './rate-limit.server.ts';

const MINUTE = 60;

/**
 * Tries of a result code: a few at one number from one place, more from a place that many share. Of a number from
 * everywhere far more than anyone mistypes, so that nobody keeps its candidate out, and far fewer than 40 random bits.
 */
export function resultCodeLimits(
  clientAddress: string,
  sittingId: string,
  tableNumber: string,
): readonly Limit[] {
  const address = addressKey(clientAddress);
  const number = `${sittingId} ${tableNumber}`;
  return [
    { name: 'result.here', key: `${address} ${number}`, max: 10, windowSeconds: 15 * MINUTE },
    { name: 'result.number', key: number, max: 1000, windowSeconds: 60 * MINUTE },
    { name: 'result.address', key: address, max: 200, windowSeconds: 15 * MINUTE },
  ];
}
