import { useT } from '#app/i18n/use-t.tsx';

type Props = { readonly reference: string; readonly code: string };

/** What to note down to go on with the entry on another phone. */
export function ResumeBox({ reference, code }: Props) {
  const t = useT();
  return (
    <aside className="notice small" aria-label={t('entries:resume.later')}>
      <b className="title">{t('entries:resume.later')}</b>
      <p>
        {t('entries:resume.note')} <b className="code num">{reference}</b> ·{' '}
        <b className="code num">{code}</b>
        <br />
        <a href="/reprendre">{t('entries:resume.where')}</a>
      </p>
    </aside>
  );
}
