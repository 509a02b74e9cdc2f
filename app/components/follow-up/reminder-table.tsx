import { type Column, DataTable } from '#app/components/data-table.tsx';
import type { REMINDABLE } from '#app/domain/followup/audiences.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

export type ReminderFigures = {
  readonly audience: (typeof REMINDABLE)[number];
  readonly concerned: number;
  readonly waiting: number;
  readonly already: number;
  readonly unreachable: number;
};
type Props = {
  readonly previews: readonly ReminderFigures[];
  /** Where a reminder is prepared; null while none can be sent. */
  readonly path: string | null;
};

/** Each audience with how many it concerns, how many a message would reach, and how many nobody can. */
export function ReminderTable({ previews, path }: Props) {
  const t = useT();
  const format = useFormat();
  const figure = (key: 'concerned' | 'waiting' | 'already' | 'unreachable'): Column<ReminderFigures> => ({
    key,
    header: t(`followUp:reminders.${key}`),
    align: 'end',
    cell: (one) => format.number(one[key]),
  });
  const columns: Column<ReminderFigures>[] = [
    {
      key: 'audience',
      header: t('followUp:reminders.audience'),
      heading: true,
      cell: ({ audience }) => t(`followUp:reminders.to.${audience}`),
    },
    figure('concerned'),
    figure('waiting'),
    figure('already'),
    figure('unreachable'),
    {
      key: 'act',
      header: t('followUp:reminders.prepare'),
      cell: ({ audience, waiting }) =>
        path !== null && waiting > 0 ? (
          <a
            href={`${path}?a=${audience}`}
            aria-label={t('followUp:reminders.prepareOf', {
              audience: t(`followUp:reminders.to.${audience}`),
            })}
          >
            {t('followUp:reminders.prepare')}
          </a>
        ) : (
          '–'
        ),
    },
  ];
  return (
    <DataTable
      caption={t('followUp:reminders.caption')}
      columns={columns}
      rows={previews}
      rowKey={({ audience }) => audience}
    />
  );
}
