import type { ReactNode } from 'react';
import { LinkButton } from '#app/components/buttons.tsx';
import type { Step } from '#app/components/timeline.tsx';
import type { DocumentKind } from '#app/domain/documents/kinds.ts';
import type { Milestone, MilestoneView } from '#app/domain/registration/timeline.ts';
import { entryPath, ownWay, reviewPath } from '#app/http/candidate/step-paths.ts';
import type { KeyOf } from '#app/i18n/translate.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { HomeEntry } from '#app/queries/candidate/load-home.server.ts';

/** The timeline of an entry in words. One milestone has the button: the candidate's own turn, else their convocation until the papers, or their result. */
export function useJourneySteps(entry: HomeEntry): Step[] {
  const t = useT();
  const format = useFormat();
  const amount = entry.due ? format.money(entry.due) : '';
  const reason = entry.returnReason ?? '';
  const action = useAction(entry);
  const ended = entry.journey.findIndex(({ note }) => note === 'rejected' || note === 'missed');
  const shown = ended < 0 ? entry.journey : entry.journey.slice(0, ended + 1);
  const over = entry.journey.some(({ milestone, state }) => milestone === 'papers' && state === 'done');
  return shown.map((view) => {
    const { milestone, note, state, date } = view;
    // Every pair that `journeyOf` makes has its sentence: a test of the catalogue proves it.
    const key = `candidate:journey.${milestone}.${note}` as KeyOf<'candidate'>;
    const deadline = milestone === 'registration' || milestone === 'payment';
    const day = date === null ? '' : deadline ? format.dateTime(date) : format.date(date);
    const text = t(key, { date: day, amount, reason });
    const step = { id: milestone, title: t(`candidate:steps.${milestone}`), state, action: action(view) };
    if (note === 'none' || (note === 'done' && PLAIN.includes(milestone))) return { ...step, word: text };
    if (note === 'done' && milestone === 'convocation' && over) return step;
    if (KEPT.includes(milestone) && state === 'done') return { ...step, text: <KeptText text={text} /> };
    if (note !== 'rejected') return { ...step, text };
    const word = t('candidate:journey.validation.rejectedWord');
    return { ...step, word, ...(reason === '' ? {} : { text }) };
  });
}

/** Once done there is nothing to say of them but that they are. */
const PLAIN: readonly Milestone[] = ['registration', 'payment', 'validation', 'papers'];

/** What stays with its holder for life: from here they share it and see how often it is checked. */
const KEPT: readonly Milestone[] = ['transcript', 'diploma'];

function KeptText({ text }: { text: string }) {
  return (
    <>
      {text} <a href="/espace/documents">{useT()('documentLife:own.short')}</a>
    </>
  );
}

function useAction(entry: HomeEntry): (view: MilestoneView) => ReactNode {
  const t = useT();
  const { journey } = entry;
  const isDone = (milestone: string) =>
    journey.some((view) => view.milestone === milestone && view.state === 'done');
  const mine = journey.find(({ state }) => state === 'current')?.milestone;
  const received = isDone('result') ? 'result' : isDone('papers') ? undefined : 'convocation';
  const chosen = mine ?? received;
  const fileHref = (kind: DocumentKind) => {
    const file = entry.documents.find((document) => document.kind === kind);
    return file ? `${entryPath(entry.id)}/documents/${file.id}` : undefined;
  };
  return ({ milestone, note }) => {
    if (milestone !== chosen && (milestone !== 'transcript' || chosen !== 'result')) return undefined;
    switch (milestone) {
      case 'registration': {
        const key = note === 'returned' ? 'correct' : 'action';
        return (
          <LinkButton href={reviewPath(ownWay(entry.id))} text={t(`candidate:journey.registration.${key}`)} />
        );
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
          <LinkButton
            href={href}
            kind={milestone === 'transcript' ? 'second' : 'main'}
            text={t(`candidate:journey.${milestone}.action`)}
          />
        ) : undefined;
      }
      default:
        return undefined;
    }
  };
}
