import type { Regulation, RescueBand, Stage } from '#app/domain/regulation/schema.ts';
import type { Locale } from './locale.ts';
import { tellCondition, tellDecimal, tellPapers, tellQuantity } from './tell-condition.ts';
import { tellAfter, tellCompetition, tellMarks, tellRounding } from './tell-rules.ts';
import { translator } from './translate.ts';

export type RuleSection = { readonly heading: string; readonly sentences: readonly string[] };

/**
 * A regulation in plain sentences, rule by rule in the order of the file: every rule is told, so that whoever reads no JSON
 * can check it against the printed text. Coefficients are tables of their own.
 */
export function tellRegulation(regulation: Regulation, locale: Locale): readonly RuleSection[] {
  const t = translator(locale);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [t('rules:heading.marks'), tellMarks(regulation, locale)],
    [t('rules:heading.rounding'), tellRounding(regulation, locale)],
    ...regulation.stages.map((stage) => [stage.name[locale], tellStage(stage, regulation, locale)] as const),
    [t('rules:heading.honours'), tellHonours(regulation, locale)],
    [t('rules:heading.rescue'), tellRescues(regulation, locale)],
    [t('rules:heading.marking'), [tellMarking(regulation, locale)]],
    [t('rules:heading.after'), tellAfter(regulation, locale)],
    [t('rules:heading.competition'), tellCompetition(regulation, locale)],
  ];
  return sections.flatMap(([heading, sentences]) => (sentences.length === 0 ? [] : [{ heading, sentences }]));
}

function tellStage(stage: Stage, regulation: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  const { mode, kinds, chosenAtMost, chosenWithinHours, best = [], honours } = stage;
  return [
    t(`rules:stage.${mode}`),
    ...(kinds
      ? [t('rules:stage.kinds', { kinds: kinds.map((kind) => t(`rules:kinds.${kind}`)).join(', ') })]
      : []),
    ...(chosenAtMost === undefined ? [] : [t('rules:stage.chosen', { count: chosenAtMost })]),
    ...(chosenWithinHours === undefined ? [] : [t('rules:stage.chosenWithin', { hours: chosenWithinHours })]),
    ...best.map(({ among, count }) =>
      among
        ? t('rules:stage.best', { count, papers: tellPapers(among, regulation, locale) })
        : t('rules:stage.bestOfRest', { count }),
    ),
    ...stage.decisions.map((rule) => tellDecision(rule, regulation, locale)),
    t(honours ? 'rules:stage.honours' : 'rules:stage.noHonours'),
  ];
}

function tellDecision(
  { when, decision, name, next }: Stage['decisions'][number],
  regulation: Regulation,
  locale: Locale,
): string {
  const t = translator(locale);
  const nextName = regulation.stages.find(({ code }) => code === next)?.name[locale] ?? next ?? '';
  const said = name?.[locale] ?? (decision ? t(`states:decision.${decision}`) : undefined);
  // A rule that only leads on says where to; one that also decides says both.
  const leadsOn = next !== undefined && said !== undefined;
  const values = {
    decision: said ?? t('rules:decision.goNext', { next: nextName }),
    next: nextName,
    condition: when ? tellCondition(when, regulation, locale) : '',
  };
  if (when) return t(leadsOn ? 'rules:decision.ifNext' : 'rules:decision.if', values);
  return t(leadsOn ? 'rules:decision.elseNext' : 'rules:decision.else', values);
}

function tellHonours(regulation: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  const { honours, honoursOn, kept } = regulation;
  if (honours.length === 0) return [t('rules:noHonours')];
  return [
    ...(honoursOn === undefined
      ? []
      : [t('rules:honoursOn', { quantity: tellQuantity(honoursOn, regulation, locale) })]),
    ...honours.map(({ name, from }) =>
      t('rules:honours', { name: name[locale], from: tellDecimal(from, locale) }),
    ),
    ...(kept && !kept.honours ? [t('rules:stage.keptNoHonours')] : []),
  ];
}

function tellRescues(regulation: Regulation, locale: Locale): readonly string[] {
  const t = translator(locale);
  if (regulation.rescue.length === 0) return [t('rules:noRescue')];
  return regulation.rescue.map((band) => tellRescue(band, regulation, locale));
}

function tellRescue(band: RescueBand, regulation: Regulation, locale: Locale): string {
  const t = translator(locale);
  const values = {
    stage: regulation.stages.find(({ code }) => code === band.stage)?.name[locale] ?? band.stage,
    quantity: tellQuantity(band.quantity, regulation, locale),
    from: tellDecimal(band.from, locale),
    below: tellDecimal(band.below, locale),
    decision: t(`states:decision.${band.decision}`),
  };
  return band.when
    ? t('rules:rescueWhen', { ...values, condition: tellCondition(band.when, regulation, locale) })
    : t('rules:rescue', values);
}

function tellMarking({ marking: { entries, tolerance, third } }: Regulation, locale: Locale): string {
  const t = translator(locale);
  if (entries === 1) return t('rules:marking.once');
  if (Number(tolerance) === 0) return t('rules:marking.exact');
  return t(`rules:marking.${third}`, { tolerance: tellDecimal(tolerance, locale) });
}
