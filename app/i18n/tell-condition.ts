import type { Regulation } from '#app/domain/regulation/schema.ts';
import { type Condition, QUANTITIES } from '#app/domain/regulation/schema-parts.ts';
import type { Locale } from './locale.ts';
import { translator } from './translate.ts';

const BOUNDS = ['atLeast', 'above', 'atMost', 'below'] as const;

/** An exact decimal as the reader's language writes it. */
export function tellDecimal(value: string | number, locale: Locale): string {
  return locale === 'fr' ? String(value).replace('.', ',') : String(value);
}

/** Names of papers, in the order given. */
export function tellPapers(codes: readonly string[], { papers }: Regulation, locale: Locale): string {
  return codes.map((code) => papers[code]?.name[locale] ?? code).join(', ');
}

/** "la moyenne", or the name the file gives a quantity of its own. */
export function tellQuantity(code: string, { quantities }: Regulation, locale: Locale): string {
  const t = translator(locale);
  const named = quantities?.[code]?.name[locale];
  if (named !== undefined) return t('rules:of.named', { name: named });
  const known = QUANTITIES.find((one) => one === code);
  return known ? t(`rules:of.${known}`) : code;
}

/** A condition as the part of a sentence that follows "if". */
export function tellCondition(condition: Condition, regulation: Regulation, locale: Locale): string {
  const t = translator(locale);
  if ('all' in condition || 'any' in condition) {
    const [parts, word] = 'all' in condition ? [condition.all, 'and'] : [condition.any, 'or'];
    return parts
      .map((part) => {
        const text = tellCondition(part, regulation, locale);
        return 'all' in part || 'any' in part ? t('rules:condition.group', { text }) : text;
      })
      .join(t(word === 'and' ? 'rules:condition.and' : 'rules:condition.or'));
  }
  if ('not' in condition)
    return t('rules:condition.not', { condition: tellCondition(condition.not, regulation, locale) });
  const bounds = BOUNDS.flatMap((bound) => {
    const limit = condition[bound];
    return limit === undefined ? [] : [t(`rules:bound.${bound}`, { limit: tellDecimal(limit, locale) })];
  }).join(t('rules:condition.boundAnd'));
  const quantity =
    'papersAmong' in condition
      ? t('rules:of.papersAmong', {
          mark: tellDecimal(condition.markAtLeast, locale),
          papers: tellPapers(condition.papersAmong, regulation, locale),
        })
      : tellQuantity(condition.quantity, regulation, locale);
  return t('rules:condition.one', { quantity, bounds });
}
