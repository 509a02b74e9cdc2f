import type { NearBand } from '#app/domain/deliberation/near-bands.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Condition } from '#app/domain/regulation/schema-parts.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { MessageKey, Translate } from '#app/i18n/translate.ts';

type Telling = { readonly t: Translate; readonly locale: Locale };

const decimal = (text: string | number, locale: Locale): string =>
  locale === 'fr' ? String(text).replace('.', ',') : String(text);

/** "Rachat : Admis", "Près de la mention Bien". */
export function bandName({ kind, decision, name }: NearBand, { t, locale }: Telling): string {
  const word = name?.[locale] ?? (decision ? t(`states:decision.${decision}`) : null);
  if (word === null) return t('deliberation:band.limit');
  return kind === 'honours'
    ? t('deliberation:band.honours', { name: word })
    : t(kind === 'rescue' ? 'deliberation:band.rescue' : 'deliberation:band.decision', { decision: word });
}

/** "moyenne de 9,5 à moins de 10", or over the threshold where lower is better. */
export function bandRange(
  { kind, quantity, fromText, belowText }: NearBand,
  lower: boolean,
  { t, locale }: Telling,
): string {
  const values = { from: decimal(fromText, locale), below: decimal(belowText, locale) };
  const over = lower && kind !== 'rescue';
  return t(over ? `deliberation:over.${quantity}` : `deliberation:range.${quantity}`, values);
}

const BOUNDS = ['atLeast', 'above', 'atMost', 'below'] as const;

/** A condition of a regulation in words: "nombre de présentations à l’examen d’au plus 2". */
export function conditionText(condition: Condition, regulation: Quantities, telling: Telling): string {
  const { t, locale } = telling;
  if ('all' in condition) return join(condition.all, t('deliberation:and'), regulation, telling);
  if ('any' in condition) return join(condition.any, t('deliberation:or'), regulation, telling);
  if ('not' in condition)
    return t('deliberation:not', { condition: conditionText(condition.not, regulation, telling) });
  const bounds = BOUNDS.flatMap((bound) => {
    const limit = condition[bound];
    return limit === undefined ? [] : [t(`explain:bound.${bound}`, { limit: decimal(limit, locale) })];
  });
  return [quantityText(condition, regulation, telling), bounds.join(', ')].join(' ');
}

type Quantities = Pick<Regulation, 'quantities' | 'papers'>;
type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

function quantityText(condition: Leaf, { quantities, papers }: Quantities, { t, locale }: Telling): string {
  if ('papersAmong' in condition) {
    const named = condition.papersAmong.map((paper) => papers[paper]?.name[locale] ?? paper);
    const markAtLeast = decimal(condition.markAtLeast, locale);
    return t('explain:quantity.papersAmong', { markAtLeast, papers: named.join(', ') });
  }
  const own = quantities?.[condition.quantity]?.name[locale];
  return own ?? t(`explain:quantity.${condition.quantity}` as MessageKey);
}

function join(parts: readonly Condition[], word: string, regulation: Quantities, telling: Telling): string {
  return parts.map((part) => conditionText(part, regulation, telling)).join(word);
}
