import { claimDays } from '#app/domain/deliberation/claim-rules.ts';
import type { Regulation, RoundingRule } from '#app/domain/regulation/schema.ts';
import type { Locale } from './locale.ts';
import { tellDecimal, tellPapers, tellQuantity } from './tell-condition.ts';
import { translator } from './translate.ts';

/** What each mark counts for: absences, sport, optional papers, parts of a paper, conversions. */
export function tellMarks(regulation: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  const { scale, states, sport } = regulation;
  const maximum = tellDecimal(scale.maximum, locale);
  return [
    t(scale.better === 'lower' ? 'rules:scaleLower' : 'rules:scale', { maximum }),
    t(`rules:absent.${states.absent}`),
    t(`rules:fraud.${states.fraud}`),
    t('rules:excused'),
    t(`rules:sport.${sport.whenFit}`, { base: tellDecimal(sport.base ?? 10, locale) }),
    ...tellOptional(regulation, locale),
    ...tellComponents(regulation, locale),
    ...tellConversions(regulation, locale),
    ...tellQuantities(regulation, locale),
  ];
}

function tellOptional({ optional }: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  const { above, withCoefficient, capPerPaper, capTotal } = optional;
  const coefficient = t(withCoefficient ? 'rules:withCoefficient' : 'rules:withoutCoefficient');
  return [
    t('rules:optional', { above: tellDecimal(above, locale), coefficient }),
    ...(capPerPaper === undefined ? [] : [t('rules:capPerPaper', { cap: tellDecimal(capPerPaper, locale) })]),
    ...(capTotal === undefined ? [] : [t('rules:capTotal', { cap: tellDecimal(capTotal, locale) })]),
  ];
}

function tellComponents({ papers }: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  return Object.values(papers).flatMap(({ name, components }) => {
    if (!components) return [];
    const parts = components.map((part) =>
      t(part.weight === undefined ? 'rules:component' : 'rules:componentWeighted', {
        name: part.name[locale],
        maximum: tellDecimal(part.maximum, locale),
        weight: tellDecimal(part.weight ?? 1, locale),
      }),
    );
    return [t('rules:components', { paper: name[locale], parts: parts.join(', ') })];
  });
}

function tellConversions({ conversions = {} }: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  return Object.entries(conversions).map(([code, { between, bands }]) => {
    const told = bands.map(({ from, value, grade }) =>
      t(grade === undefined ? 'rules:band' : 'rules:bandGrade', {
        from: tellDecimal(from, locale),
        value: tellDecimal(value, locale),
        grade: grade ?? '',
      }),
    );
    return t(`rules:conversion.${between}`, { code, bands: told.join(', ') });
  });
}

function tellQuantities(regulation: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  return Object.values(regulation.quantities ?? {}).map(({ name, of, kinds, papers }) => {
    const what = papers
      ? tellPapers(papers, regulation, locale)
      : (kinds ?? []).map((kind) => t(`rules:kinds.${kind}`)).join(', ');
    return t(`rules:quantity.${of}`, { name: name[locale], what });
  });
}

/** Where a value is rounded, how, and in which band. */
export function tellRounding({ rounding }: Regulation, locale: Locale): readonly string[] {
  return (['points', 'total', 'average'] as const).flatMap((of) =>
    (rounding[of] ?? []).map((rule) => tellRule(of, rule, locale)),
  );
}

function tellRule(of: 'points' | 'total' | 'average', rule: RoundingRule, locale: Locale): string {
  const t = translator(locale);
  const { mode, decimals, from, below } = rule;
  const band = [
    from === undefined ? '' : t('rules:rounding.from', { from: tellDecimal(from, locale) }),
    below === undefined ? '' : t('rules:rounding.below', { below: tellDecimal(below, locale) }),
  ].join('');
  const what = t(`rules:rounding.${of}`);
  if (mode === 'none') return t('rules:rounding.none', { of: what, band });
  return t('rules:rounding.line', { of: what, how: t(`rules:rounding.${mode}`), count: decimals, band });
}

/** Kept marks, reviews and papers sat again. */
export function tellAfter({ kept, review, resit }: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  const bands = (review?.always ?? []).map(({ from, below }) =>
    t('rules:reviewBand', { from: tellDecimal(from, locale), below: tellDecimal(below, locale) }),
  );
  return [
    ...(kept ? [t('rules:kept', { from: tellDecimal(kept.from, locale), sittings: kept.sittings })] : []),
    ...(review
      ? [
          t('rules:review', {
            change: tellDecimal(review.minimumChange, locale),
            bands: bands.join(''),
          }),
          t('rules:reviewWithin', { count: claimDays({ review }) }),
        ]
      : []),
    ...(resit ? [t('rules:resit')] : []),
  ];
}

/** The order of merit and the posts of a competition. */
export function tellCompetition(regulation: Regulation, locale: Locale): readonly string[] {
  const { competition } = regulation;
  if (!competition) return [];
  const t = translator(locale);
  const breaks = competition.tieBreaks.map((one) =>
    'paper' in one
      ? tellPapers([one.paper], regulation, locale)
      : tellQuantity(one.quantity, regulation, locale),
  );
  const posts = competition.posts.map(({ name, count, category, region, reserved = [] }) => {
    const kept = reserved.map((one) =>
      'category' in one
        ? t('rules:competition.reservedCategory', { count: one.count, category: one.category })
        : t('rules:competition.reservedRegion', { count: one.count, region: one.region }),
    );
    const who = [
      category === undefined ? '' : t('rules:competition.category', { category }),
      region === undefined ? '' : t('rules:competition.region', { region }),
    ].join('');
    return t('rules:competition.post', { name: name[locale], count, who, reserved: kept.join('') });
  });
  return [
    breaks.length > 0
      ? t('rules:competition.order', { breaks: breaks.join(', ') })
      : t('rules:competition.orderPlain'),
    t(`rules:competition.${competition.ties}`),
    ...posts,
    competition.waitingList > 0
      ? t('rules:competition.waiting', { count: competition.waitingList })
      : t('rules:competition.noWaiting'),
  ];
}
