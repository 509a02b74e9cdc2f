import { StateTag, type Tone } from '#app/components/state-tag.tsx';
import { type Answer, SummaryList } from '#app/components/summary-list.tsx';
import { DateText, Mark } from '#app/components/values.tsx';
import type { ClaimState } from '#app/domain/deliberation/round-states.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { tellDecimal } from '#app/i18n/tell-condition.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';

export type ShownClaim = {
  readonly id: string;
  readonly paper: { readonly fr: string; readonly en: string };
  readonly reason: string;
  readonly state: ClaimState;
  readonly filedAt: string | Date;
  readonly answer: string | null;
  readonly before: MarkValue | null;
  readonly found: MarkValue | null;
  readonly why: { readonly why: 'enough' | 'band' | 'tooSmall'; readonly minimum: string } | null;
};

const TONES: Readonly<Record<ClaimState, Tone>> = {
  filed: 'progress',
  accepted: 'good',
  rejected: 'bad',
  decided: 'good',
};

/** One claim of a candidate: what they said, what the office answered, and what the review found. */
export function ClaimCard({ claim }: { claim: ShownClaim }) {
  const t = useT();
  const locale = useLocale();
  const { id, state, answer, before, found, why } = claim;
  const title = `claim-${id}`;
  const outcome = why
    ? t(`rounds:claim.${why.why}`, { minimum: tellDecimal(why.minimum, locale) })
    : found
      ? t('rounds:claim.other')
      : null;
  const answers: Answer[] = [
    { label: t('rounds:claim.filedOn'), value: <DateText value={claim.filedAt} /> },
    { label: t('rounds:claim.reasonHead'), value: claim.reason },
    ...(answer === null ? [] : [{ label: t('rounds:claim.answer'), value: answer }]),
    ...(before ? [{ label: t('rounds:claim.before'), value: <Mark mark={before} /> }] : []),
    ...(found ? [{ label: t('rounds:claim.found'), value: <Mark mark={found} /> }] : []),
    ...(outcome ? [{ label: t('rounds:claim.outcome'), value: outcome }] : []),
  ];
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>{claim.paper[locale]}</h2>
      <p>
        <StateTag tone={TONES[state]} text={t(`rounds:claim.state.${state}`)} />
      </p>
      <SummaryList answers={answers} />
    </section>
  );
}
