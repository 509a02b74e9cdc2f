import { type Step, type StepState, Timeline } from '#app/components/timeline.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { DocumentLife as Life, LifeEvent } from '#app/queries/documents/load-document-life.server.ts';

/** What has ended it stands out; a request or a suspension that is the last word is where it stands now. */
function stateOf(event: LifeEvent, isLast: boolean): StepState {
  const status = event.kind === 'status' ? event.status : undefined;
  if (status === 'revoked') return 'failed';
  if (status === 'superseded') return 'later';
  return isLast && (event.kind === 'asked' || status === 'suspended') ? 'current' : 'done';
}

/** Numbered, issued, handed over, asked about, changed: one after the other, with who and why. */
export function DocumentLife({ life: { events, editions } }: { life: Life }) {
  const t = useT();
  const steps = useSteps(events);
  return (
    <section aria-labelledby="life">
      <h2 id="life">{t('documentLife:life.title')}</h2>
      <p>{t('office:document.reasonInside')}</p>
      <Timeline steps={steps} />
      {editions.length === 0 ? null : (
        <p>
          {t('documentLife:life.editions')}{' '}
          {editions.map(({ id, edition }) => (
            <a key={id} href={`/bureau/documents/${id}`}>
              {t('documentLife:life.edition', { edition: String(edition) })}{' '}
            </a>
          ))}
        </p>
      )}
    </section>
  );
}

function useSteps(events: readonly LifeEvent[]): Step[] {
  const t = useT();
  const format = useFormat();
  const titleOf = (event: LifeEvent) => {
    if (event.kind === 'status') return t(`documentLife:life.status.${event.status}`);
    if (event.kind === 'asked')
      return t('documentLife:life.asked', { what: t(`documentLife:waiting.what.${event.status}`) });
    return t(`documentLife:life.${event.kind}`);
  };
  const textOf = (event: LifeEvent) => {
    const by = event.by === null ? '' : t('documentLife:life.by', { name: event.by });
    if (event.kind === 'handedOver') {
      const { collector: name, place, paper, to } = event;
      const given = { name, place, paper };
      return `${t(to === 'holder' ? 'documentLife:life.toHolder' : 'documentLife:life.toProxy', given)} · ${by}`;
    }
    if (event.kind === 'status' || event.kind === 'asked')
      return [by, event.reason].filter((part) => part !== '').join(' · ');
    return by;
  };
  return events.map((event, order) => ({
    id: event.id,
    title: titleOf(event),
    state: stateOf(event, order === events.length - 1),
    word: format.dateTime(event.at),
    text: textOf(event) || undefined,
  }));
}
