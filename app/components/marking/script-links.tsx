import { useT } from '#app/i18n/use-t.tsx';
import { ButtonRow, LinkButton } from '../buttons.tsx';

/** From the list of bundles to what else is done with scripts. */
export function ScriptLinks({ sittingId }: { sittingId: string }) {
  const t = useT();
  const under = `/bureau/sessions/${sittingId}`;
  return (
    <ButtonRow>
      <LinkButton kind="second" href={`${under}/etiquettes`} text={t('scripts:links.labels')} />
      <LinkButton kind="second" href={`${under}/correcteurs`} text={t('scripts:links.statistics')} />
      <LinkButton kind="second" href={`${under}/moderations`} text={t('scripts:links.moderations')} />
      <LinkButton kind="second" href="/bureau/copies" text={t('scripts:links.history')} />
    </ButtonRow>
  );
}
