import { useT } from '#app/i18n/use-t.tsx';

/** The reference and code that a head hands to the pupil. */
export function AccessBox({ reference, code }: { readonly reference: string; readonly code: string }) {
  const t = useT();
  return (
    <aside className="notice" aria-label={t('entries:school.access')}>
      <b className="title">{t('entries:school.access')}</b>
      <p>{t('entries:school.hand')}</p>
      <p>
        {t('entries:resume.reference')}
        <br />
        <b className="code num">{reference}</b>
        <br />
        {t('entries:resume.code')}
        <br />
        <b className="code num">{code}</b>
      </p>
    </aside>
  );
}
