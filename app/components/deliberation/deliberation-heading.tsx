import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { DeliberationHead } from '#app/queries/jury/load-deliberation-page.server.ts';
import { Notice } from '../notice.tsx';
import { BackLink, PageHeading } from '../page-heading.tsx';

type Props = {
  readonly head: DeliberationHead;
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  /** What was just done. */
  readonly done?: string | null;
};

/** What every page of a deliberation begins with: which sitting, round and jury, frozen when, sealed or not. */
export function DeliberationHeading({ head, title, back, done }: Props) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const round = t('deliberation:roundNamed', {
    number: head.round,
    kind: t(`deliberation:round.${head.kind ?? 'sitting'}`),
  });
  return (
    <>
      <BackLink {...back} />
      <PageHeading
        eyebrow={`${head.sitting[locale]} · ${head.jury.name} · ${round}`}
        title={title}
        lead={t('marking:jury.frozen', {
          date: format.dateTime(new Date(head.openedAt)),
          hash: head.snapshotHash.slice(0, 16),
        })}
      />
      {done ? (
        <Notice tone="good" live>
          {done}
        </Notice>
      ) : null}
      {head.sealedAt ? (
        <Notice>{t('marking:jury.sealedOn', { date: format.dateTime(new Date(head.sealedAt)) })}</Notice>
      ) : null}
    </>
  );
}
