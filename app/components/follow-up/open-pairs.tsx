import { Notice } from '#app/components/notice.tsx';
import { useT } from '#app/i18n/use-t.tsx';

type Props = { readonly pairs: readonly { readonly id: string; readonly number: string | null }[] };

/** On an entry's page: whom it may be the double of, and where that is decided. */
export function OpenPairs({ pairs }: Props) {
  const t = useT();
  if (pairs.length === 0) return null;
  return (
    <Notice tone="warn" title={t('followUp:duplicates.maybe')}>
      {pairs.map(({ id, number }) => (
        <p key={id}>
          <a href={`/bureau/doublons/${id}`}>
            {t('followUp:duplicates.compareWith', { number: number ?? '' })}
          </a>
        </p>
      ))}
    </Notice>
  );
}
