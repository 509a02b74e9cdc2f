import { type Step, stepsOf, valueUnder } from '#app/domain/regulation/place.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { rules } from './fr/rules.ts';
import type { Locale } from './locale.ts';
import { tellPapers, tellQuantity } from './tell-condition.ts';
import { type MessageKey, translator } from './translate.ts';

/** Which number of a regulation a place means, in words: "Philosophie, coefficient". */
export function tellPlace(place: string, regulation: Regulation, locale: Locale): string {
  const steps = stepsOf(place);
  const words: string[] = [];
  let at: unknown = regulation;
  for (const [i, step] of steps.entries()) {
    at = valueUnder(at, step);
    const word = wordOf({ step, steps, i, at, regulation, locale });
    if (word !== undefined) words.push(word);
  }
  return words.join(', ');
}

type Where = {
  readonly step: Step;
  readonly steps: readonly Step[];
  readonly i: number;
  readonly at: unknown;
  readonly regulation: Regulation;
  readonly locale: Locale;
};

/** What one step of a place adds to the words; lists and connectives add nothing. */
function wordOf({ step, steps, i, at, regulation, locale }: Where): string | undefined {
  const t = translator(locale);
  const before = steps[i - 1];
  if (typeof step === 'number' && before === 'decisions')
    return t('rules:place.decision', { number: step + 1 });
  const paper = textAt(at, 'paper');
  if (paper !== undefined) return tellPapers([paper], regulation, locale);
  const name = textAt(at, 'name', locale);
  if (name !== undefined) return name;
  const quantity = textAt(at, 'quantity');
  if (quantity !== undefined) return tellQuantity(quantity, regulation, locale);
  const known = typeof step === 'string' && isPlaceWord(step) && before !== 'series';
  return known ? t(`rules:place.${step}` as MessageKey) : undefined;
}

const WORDS = {
  coefficient: true,
  coefficientWhenUnfit: true,
  eliminatoryBelow: true,
  minimum: true,
  maximum: true,
  weight: true,
  atLeast: true,
  above: true,
  atMost: true,
  below: true,
  from: true,
  markAtLeast: true,
  base: true,
  capPerPaper: true,
  capTotal: true,
  tolerance: true,
  minimumChange: true,
  count: true,
  chosenAtMost: true,
  value: true,
  coefficientTotal: true,
  scale: true,
  sport: true,
  optional: true,
  rounding: true,
  honours: true,
  rescue: true,
  marking: true,
  kept: true,
  review: true,
  competition: true,
  conversions: true,
} satisfies Partial<Record<keyof (typeof rules)['place'], true>>;

function isPlaceWord(step: string): step is keyof typeof WORDS {
  return Object.hasOwn(WORDS, step);
}

function textAt(value: unknown, ...steps: readonly string[]): string | undefined {
  const found = steps.reduce<unknown>(valueUnder, value);
  return typeof found === 'string' ? found : undefined;
}
