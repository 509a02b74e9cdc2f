import { markRows } from '#app/domain/publication/mark-rows.ts';
import type { SnapshotHead, SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import { evaluatePrepared } from '#app/domain/regulation/evaluate.ts';
import { type ExplainLine, explain } from '#app/domain/regulation/explain.ts';
import { type PreparedRegulation, prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';
import type { Outcome, TraceStep } from '#app/domain/regulation/trace.ts';
import { formatter } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { type ToldMarks, tellMarks } from './tell-marks.ts';

/**
 * A result as its page says it. Every text is already in the reader's language and needs nothing but to be put in its
 * place: a page can be rendered once with other texts and filled with these. Only `decision` and what is `null`, true or
 * longer changes the page itself.
 */
export type ToldResult = {
  readonly decision: Decision;
  readonly byJury: boolean;
  readonly final: boolean;
  /** Whether documents are made for such a result. */
  readonly hasDocuments: boolean;
  readonly sitting: string;
  readonly corrected: Correction | null;
  /** The regulation's own word for the decision, where it has one. */
  readonly word: string | null;
  readonly average: { readonly value: string; readonly maximum: string } | null;
  readonly honours: string | null;
  readonly rank: string | null;
  readonly post: string | null;
  readonly marks: ToldMarks;
  readonly person: ToldPerson;
};

/** That everyone reads a later version than the first: when, and why, as its page says it. */
export type Correction = { readonly version: string; readonly date: string; readonly reason: string };

export type ToldPerson = {
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly birthPlace: string;
  readonly candidateNumber: string;
  readonly tableNumber: string;
  readonly series: string;
  readonly school: string | null;
  readonly centre: string;
  readonly jury: string;
};

/** How a result was worked out: lines for `tellExplanation`, and what the jury then decided. */
export type ResultSteps = {
  readonly steps: readonly ExplainLine[];
  readonly ruling: Decision | null;
  readonly regulationHash: string;
};

const prepared = new WeakMap<SnapshotHead, PreparedRegulation>();

function evaluateAgain(head: SnapshotHead, { snapshot }: SnapshotResult) {
  const regulation = prepared.get(head) ?? prepareRegulation(head.regulation);
  prepared.set(head, regulation);
  const trace: TraceStep[] = [];
  const outcome = evaluatePrepared(snapshot, regulation, trace);
  return { outcome, trace };
}

/** Rows and coefficients are computed from the marks by the regulation, as they were for the publication. */
export function tellResult(head: SnapshotHead, result: SnapshotResult, locale: Locale): ToldResult {
  const { regulation } = head;
  const { outcome, trace } = evaluateAgain(head, result);
  const format = formatter(locale);
  const settled = result.decision === 'passed' || result.decision === 'failed';
  const honours = regulation.honours.find(({ code }) => code === result.honours);
  return {
    decision: result.decision,
    byJury: result.ruling !== null,
    final: result.ruling !== null || outcome.final,
    hasDocuments: settled && result.average !== null,
    sitting: head.sitting[locale],
    corrected: correctionOf(head, locale),
    word: wordOf(result, outcome, locale),
    average:
      result.average === null
        ? null
        : { value: format.mark(result.average), maximum: String(regulation.scale.maximum) },
    honours: honours?.name[locale] ?? null,
    rank: result.rank === null ? null : format.number(result.rank),
    post: result.post,
    marks: tellMarks(markRows(trace, regulation), { ...outcome, total: result.total }, locale),
    person: tellPerson(head, result, locale),
  };
}

/** `null` for the version published first. */
export function correctionOf(head: SnapshotHead, locale: Locale): Correction | null {
  const { version, reason, publishedAt, timeZone } = head;
  if (version === 1) return null;
  const date = formatter(locale, timeZone).dateTime(new Date(publishedAt));
  return { version: String(version), date, reason: reason ?? '' };
}

function wordOf({ ruling, decision }: SnapshotResult, outcome: Outcome, locale: Locale): string | null {
  if (ruling || outcome.decision !== decision) return null;
  return outcome.name?.[locale] ?? null;
}

function tellPerson(head: SnapshotHead, result: SnapshotResult, locale: Locale): ToldPerson {
  const { identity, snapshot, school, centre, jury } = result;
  return {
    surname: identity.surname,
    givenNames: identity.givenNames,
    birthDate: formatter(locale).date(identity.birthDate),
    birthPlace: identity.birthPlace,
    candidateNumber: result.candidateNumber,
    tableNumber: result.tableNumber,
    series: head.regulation.series[snapshot.series]?.name[locale] ?? snapshot.series,
    school: school === null ? null : (head.schools[school] ?? null),
    centre: head.centres[centre]?.name ?? '',
    jury: head.juries[jury]?.name ?? '',
  };
}

/** Every step of the calculation, for whoever asks how. */
export function stepsOf(head: SnapshotHead, result: SnapshotResult): ResultSteps {
  return {
    steps: explain(evaluateAgain(head, result), head.regulation),
    ruling: result.ruling?.decision ?? null,
    regulationHash: head.regulationHash.slice(0, 16),
  };
}
