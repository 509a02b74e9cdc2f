import { decimalsOf } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

const CURRENCY_WORDS = /f\s*cfa|fcfa|cfa|xof|xaf|gnf|kmf|mru|eur|usd|kes|ngn|francs?|f|€|\$/giu;
const SHAPE = /^([-+]?)(\d{1,3}(?:([.,'])\d{3})+|\d+)(?:([.,])(\d{1,2}))?$/;
const MOST = 10n ** 15n;

/**
 * An amount as people and banks write it, in minor units: "6 000", "6.000,00", "6,000.00 F CFA", "-500". A separator
 * before three digits groups thousands; before one or two at the end it marks decimals. `amount.unreadable` for
 * anything else, for cents of a currency that has none, and beyond 10^15.
 */
export function readAmount(text: string, currency: string): Verdict<bigint, 'amount.unreadable'> {
  const bare = text.normalize('NFKC').replace(CURRENCY_WORDS, '').replace(/[\s_]/g, '').replace(/[−–]/g, '-');
  const found = SHAPE.exec(bare);
  if (!found) return refuse('amount.unreadable');
  const [, sign, whole = '', grouping, point, cents = ''] = found;
  if (grouping !== undefined && grouping === point) return refuse('amount.unreadable');
  const decimals = decimalsOf(currency);
  if (/[1-9]/.test(cents.slice(decimals))) return refuse('amount.unreadable');
  const minor = BigInt(whole.replace(/\D/g, '') + cents.slice(0, decimals).padEnd(decimals, '0'));
  if (minor > MOST) return refuse('amount.unreadable');
  return accept(sign === '-' ? -minor : minor);
}
