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
        {can.documents ? linkOf(`/bureau/sessions/${sitting.id}/documents`, t('issuing:title'), false) : null}
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

function useDeliberation({ sitting, progress, can }: SittingPage): Part {
  const t = useT();
  const values = { sealed: progress.sealed, juries: progress.juries };
  return {
    text: t('office:sitting.say.deliberating', values),
    action: (
      <>
        {can.deliberate ? linkOf('/jury', t('office:sitting.juries')) : null}
        {can.minutes
          ? linkOf(`/bureau/sessions/${sitting.id}/pv`, t('deliberation:officeTitle'), false)
          : null}
      </>
    ),
  };
}

function usePublication(page: SittingPage): Part {
  const t = useT();
  const { sitting, can } = page;
  const published = sitting.state === 'published';
  const under = `/bureau/sessions/${sitting.id}`;
  return {
    text: <PublicationText progress={page.progress} />,
    action: (
      <>
        {can.publish ? linkOf(`${under}/publication`, t('office:sitting.publication')) : null}
        {published && (can.manage || can.bundles) ? linkOf(`${under}/tours`, t('rounds:title'), false) : null}
        {published && can.documents ? linkOf(`${under}/documents`, t('issuing:title'), false) : null}
        {published && can.manage ? linkOf(`${under}/reclamations`, t('rounds:office.title'), false) : null}
      </>
    ),
  };
}

/** Which version everyone reads, what is on its way to be, the round under way, and claims nobody has answered. */
function PublicationText({ progress: { published, draft, round, claims } }: Pick<SittingPage, 'progress'>) {
  const t = useT();
  const format = useFormat();
  const said = [
    published &&
      t('office:sitting.say.published', {
        version: published.version,
        date: format.dateTime(published.publishedAt),
      }),
    draft &&
      (draft.state === 'confirmed' && draft.releasesAt
        ? t('office:sitting.draft.timed', { date: format.dateTime(draft.releasesAt) })
        : t(`office:sitting.draft.${draft.state}`)),
    round &&
      t('office:sitting.say.round', {
        number: round.number,
        kind: t(`rounds:kind.${round.kind}`).toLowerCase(),
        state: t(`rounds:state.${round.state}`).toLowerCase(),
      }),
    claims > 0 && t('office:sitting.say.claims', { count: claims }),
  ].filter((line) => typeof line === 'string');
  return said.map((line, order) => (
    <span key={line}>
      {order > 0 ? <br /> : null}
      {line}
    </span>
  ));
}
