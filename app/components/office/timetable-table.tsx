import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useLocale, useMessageText, useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from '../buttons.tsx';
import { DataTable } from '../data-table.tsx';
import { describedBy } from '../field-frame.tsx';

export type TimedPaper = {
  readonly code: string;
  readonly name: Readonly<Record<'fr' | 'en', string>>;
  /** Local to the office: "YYYY-MM-DD", "HH:MM" and a length in minutes. */
  readonly slot: { readonly day: string; readonly time: string; readonly minutes: string } | null;
};

type Props = { readonly papers: readonly TimedPaper[] };

/** Three fields a paper, `day-FR`, `time-FR` and `minutes-FR`. Dates are written year first: a browser's own form of them depends on its language, and a day is too easily taken for a month. */
export function TimetableForm({
  papers,
  problem,
}: Props & { readonly problem: FormProblem | null | undefined }) {
  const t = useT();
  const locale = useLocale();
  const field = (part: 'day' | 'time' | 'minutes') => ({
    key: part,
    header: t(`office:timetable.${part}`),
    cell: ({ code, name, slot }: TimedPaper) => (
      <SlotField
        name={`${part}-${code}`}
        stored={slot?.[part] ?? (part === 'minutes' ? '180' : '')}
        label={t('office:timetable.fieldOf', { paper: name[locale], field: t(`office:timetable.${part}`) })}
        problem={problem}
      />
    ),
  });
  return (
    <form method="post" noValidate>
      <div className="slots">
        <DataTable
          caption={t('office:timetable.title')}
          captionHidden
          columns={[
            {
              key: 'paper',
              header: t('office:timetable.paper'),
              heading: true,
              cell: ({ name }) => name[locale],
            },
            field('day'),
            field('time'),
            field('minutes'),
          ]}
          rows={papers}
          rowKey={({ code }) => code}
        />
      </div>
      <SubmitButton text={t('office:timetable.submit')} />
    </form>
  );
}

type SlotProps = {
  readonly name: string;
  readonly stored: string;
  readonly label: string;
  readonly problem: FormProblem | null | undefined;
};

function SlotField({ name, stored, label, problem }: SlotProps) {
  const say = useMessageText();
  const error = problem?.errors[name];
  return (
    <div>
      <input
        {...describedBy({ name, ...(error ? { error } : {}) })}
        name={name}
        dir="ltr"
        autoComplete="off"
        defaultValue={problem ? (problem.values[name] ?? '') : stored}
        aria-label={label}
      />
      {error ? (
        <span className="error" id={`${name}-error`}>
          {error.map(say).join(' · ')}
        </span>
      ) : null}
    </div>
  );
}

export function TimetableRead({ papers }: Props) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  return (
    <DataTable
      caption={t('office:timetable.title')}
      captionHidden
      columns={[
        {
          key: 'paper',
          header: t('office:timetable.paper'),
          heading: true,
          cell: ({ name }) => name[locale],
        },
        {
          key: 'day',
          header: t('office:timetable.day'),
          cell: ({ slot }) => (slot ? format.date(slot.day) : t('office:timetable.missing')),
        },
        { key: 'time', header: t('office:timetable.time'), cell: ({ slot }) => slot?.time ?? '' },
        {
          key: 'minutes',
          header: t('office:timetable.minutes'),
          align: 'end',
          cell: ({ slot }) => slot?.minutes ?? '',
        },
      ]}
      rows={papers}
      rowKey={({ code }) => code}
    />
  );
}
