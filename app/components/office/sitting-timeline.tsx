import type { ReactNode } from 'react';
import { LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { type Step, type StepState, Timeline } from '#app/components/timeline.tsx';
import { SITTING_STATES } from '#app/domain/sitting/states.ts';
import { useFormat, useReasonText, useT } from '#app/i18n/use-t.tsx';
import type { SittingPage } from './sitting-page.ts';

type Props = { readonly page: SittingPage };
type Part = Pick<Step, 'text' | 'action'>;

/** The sitting's life: what is done, what the present step needs, and the buttons of who reads. */
export function SittingTimeline({ page }: Props) {
  const t = useT();
  const at = SITTING_STATES.indexOf(page.sitting.state);
  const parts = {
    prepare: usePreparation(page),
    entries: useEntries(page),
    seats: useSeats(page),
    exam: useExam(page),
    marking: useMarking(page),
    deliberation: useDeliberation(page),
    publication: usePublication(page),
  };
  const names = ['prepare', 'entries', 'seats', 'exam', 'marking', 'deliberation', 'publication'] as const;
  const stateOf = (order: number): StepState => {
    if (order < at || page.sitting.state === 'published') return 'done';
    return order === at ? 'current' : 'later';
  };
  return (
    <Timeline
      steps={names.map((name, order) => {
        const state = stateOf(order);
        return {
          id: name,
          title: t(`office:sitting.step.${name}`),
          state,
          ...(state === 'current' ? { word: t('common:step.waiting') } : {}),
          ...(state === 'later' ? {} : parts[name]),
        };
      })}
    />
  );
}

/** A button of its own form, only on the step it belongs to. */
function Press({ intent, text }: { intent: string; text: string }) {
  return (
    <form method="post">
      <SubmitButton name="intent" value={intent} text={text} />
    </form>
  );
}

function usePreparation({ sitting, problems, can }: SittingPage): Part {
  const t = useT();
  const say = useReasonText();
  if (sitting.state !== 'draft') return {};
  const ready = problems.length === 0;
  const list = (
    <>
      {ready ? t('office:sitting.say.ready') : t('office:sitting.say.notReady', { count: problems.length })}
      {problems.slice(0, 12).map((problem) => (
        <span key={`${problem.place} ${problem.reason}`}>
          <br />– {say(problem)}
        </span>
      ))}
    </>
  );
  const action = can.manage ? (
    <>
      {ready ? <Press intent="open" text={t('office:sitting.open')} /> : null}
      <LinkButton
        kind="second"
        href={`/bureau/sessions/${sitting.id}/calendrier`}
        text={t('office:sitting.timetable')}
      />
    </>
  ) : null;
  return { text: list, action };
}

function useEntries({ sitting, figures, can }: SittingPage): Part {
  const t = useT();
  const format = useFormat();
  const values = { date: format.dateTime(sitting.entriesCloseAt), count: format.number(figures.total) };
  const open = sitting.state === 'open';
  return {
    text: t('office:sitting.say.entriesUntil', values),
    action: (
      <>
        {can.follow ? linkOf(`/bureau/sessions/${sitting.id}/suivi`, t('followUp:title'), open) : null}
        {open && can.manage ? <Press intent="close" text={t('office:sitting.close')} /> : null}
      </>
    ),
  };
}

function linkOf(href: string, text: string, main = true): ReactNode {
  return <LinkButton kind={main ? 'main' : 'second'} href={href} text={text} />;
}

function useSeats({ sitting, figures, progress, can }: SittingPage): Part {
  const t = useT();
  const format = useFormat();
  const closed = sitting.state === 'closed';
  const validated = figures.byState.find(({ key }) => key === 'validated')?.count ?? 0;
  const href = `/bureau/sessions/${sitting.id}/places`;
  return {
    text: closed
      ? t('office:sitting.say.closed', { validated: format.number(validated) })
      : t('office:sitting.say.seated', {
          seats: format.number(progress.seats),
          date: format.date(sitting.examStartsOn),
        }),
    action: can.allocate ? linkOf(href, t('office:sitting.places'), closed) : null,
  };
}

function useExam({ sitting, can }: SittingPage): Part {
  const t = useT();
  if (sitting.state !== 'seated') return {};
  return {
    action: (
      <>
        {can.convoke ? <Press intent="convocations" text={t('office:sitting.convocations')} /> : null}
        {can.bundles
          ? linkOf(`/bureau/sessions/${sitting.id}/lots`, t('office:sitting.bundles'), false)
          : null}
      </>
    ),
  };
}

function useMarking({ sitting, progress, can }: SittingPage): Part {
  const t = useT();
  const values = { closed: progress.closed, bundles: progress.bundles };
  return {
    text: t('office:sitting.say.marking', values),
    action: can.bundles ? (
      <>
        {linkOf(`/bureau/sessions/${sitting.id}/lots`, t('office:sitting.bundles'))}
        {sitting.state === 'marking'
          ? linkOf(`/bureau/sessions/${sitting.id}/tours`, t('rounds:replace.title'), false)
          : null}
      </>
    ) : null,
  };
}

function useDeliberation({ progress, can }: SittingPage): Part {
  const t = useT();
  const values = { sealed: progress.sealed, juries: progress.juries };
  return {
    text: t('office:sitting.say.deliberating', values),
    action: <>{can.deliberate ? linkOf('/jury', t('office:sitting.juries')) : null}</>,
  };
}

function usePublication({ sitting, progress: { published }, can }: SittingPage): Part {
  const t = useT();
  const format = useFormat();
  const values = published && { version: published.version, date: format.dateTime(published.publishedAt) };
  return {
    text: values ? t('office:sitting.say.published', values) : null,
    action: (
      <>
        {can.publish
          ? linkOf(`/bureau/sessions/${sitting.id}/publication`, t('office:sitting.publication'))
          : null}
        {can.manage || can.bundles ? linkOf(`/bureau/sessions/${sitting.id}/tours`, t('rounds:title')) : null}
        {can.manage ? linkOf(`/bureau/sessions/${sitting.id}/reclamations`, t('rounds:office.title')) : null}
      </>
    ),
  };
}
