import type { ReactNode } from 'react';
import { LinkButton } from '#app/components/buttons.tsx';
import type { Step } from '#app/components/timeline.tsx';
import type { DocumentKind } from '#app/domain/documents/kinds.ts';
import type { MilestoneView } from '#app/domain/registration/timeline.ts';
import { entryPath, reviewPath } from '#app/http/candidate/step-paths.ts';
import type { KeyOf } from '#app/i18n/translate.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { HomeEntry } from '#app/queries/candidate/load-home.server.ts';

/** The timeline of an entry in words. One milestone has the button: the candidate's own turn, else the last thing they received. */
export function useJourneySteps(entry: HomeEntry): Step[] {
  const t = useT();
  const format = useFormat();
  const amount = entry.due ? format.money(entry.due) : '';
  const reason = entry.returnReason ?? '';
  const action = useAction(entry);
  return entry.journey.map((view) => {
    const { milestone, note, state, date } = view;
    // Every pair that `journeyOf` makes has its sentence: a test of the catalogue proves it.
    const key = `candidate:journey.${milestone}.${note}` as KeyOf<'candidate'>;
    const deadline = milestone === 'registration' || milestone === 'payment';
    const day = date === null ? '' : deadline ? format.dateTime(date) : format.date(date);
    const text = t(key, { date: day, amount, reason });
    return { id: milestone, title: t(`candidate:steps.${milestone}`), state, text, action: action(view) };
  });
}

function useAction(entry: HomeEntry): (view: MilestoneView) => ReactNode {
  const t = useT();
  const { journey } = entry;
  const isDone = (milestone: string) =>
    journey.some((view) => view.milestone === milestone && view.state === 'done');
  const mine = journey.find(({ state }) => state === 'current')?.milestone;
  const received = (['transcript', 'result', 'convocation'] as const).find(isDone);
  const chosen = mine ?? received;
  const fileHref = (kind: DocumentKind) => {
    const file = entry.documents.find((document) => document.kind === kind);
    return file ? `${entryPath(entry.id)}/documents/${file.id}` : undefined;
  };
  return ({ milestone, note }) => {
    if (milestone !== chosen) return undefined;
    switch (milestone) {
      case 'registration': {
        const key = note === 'returned' ? 'correct' : 'action';
        return <LinkButton href={reviewPath(entry.id)} text={t(`candidate:journey.registration.${key}`)} />;
      }
      case 'payment': {
        const key = note === 'waiting' ? 'resume' : 'action';
        return (
          <LinkButton href={`${entryPath(entry.id)}/paiement`} text={t(`candidate:journey.payment.${key}`)} />
        );
      }
      case 'result':
        return (
          <LinkButton href={`${entryPath(entry.id)}/resultat`} text={t('candidate:journey.result.action')} />
        );
      case 'convocation':
      case 'transcript': {
        const href = fileHref(milestone);
        return href ? (
          <LinkButton href={href} text={t(`candidate:journey.${milestone}.action`)} />
        ) : undefined;
      }
      default:
        return undefined;
    }
  };
}
