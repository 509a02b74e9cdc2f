import { useFormat, useT } from '#app/i18n/use-t.tsx';

type Props = {
  readonly sittingId: string;
  readonly proof: { readonly due: number; readonly accepted: number; readonly waiting: number };
};

/** How many proof sheets are accepted, of how many; and the requests for a correction that wait. */
export function SittingProof({ sittingId, proof: { due, accepted, waiting } }: Props) {
  const t = useT();
  const format = useFormat();
  const list = (proof: string) => `/bureau/dossiers?session=${sittingId}&fiche=${proof}`;
  if (due === 0) return null;
  return (
    <section>
      <h2>{t('entries:proof.figures')}</h2>
      <p>
        <a href={list('notAccepted')}>
          <b className="num">{format.number(accepted)}</b>{' '}
          {t('entries:proof.acceptedOf', { total: format.number(due) })}
        </a>
        {' · '}
        <a href={list('correction')}>
          <b className="num">{format.number(waiting)}</b> {t('entries:proof.openRequests')}
        </a>
      </p>
    </section>
  );
}
