import { formatCode } from '#app/domain/anonymity/code.ts';
import type { LineFault } from '#app/domain/marking/import-lines.ts';
import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';
import { cellsOf, type KeyedMark } from '#app/domain/marking/read-mark.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useLocale, useReasonText, useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from '../buttons.tsx';
import { DataTable } from '../data-table.tsx';
import { fieldsOf } from '../form-fields.ts';
import { Notice } from '../notice.tsx';
import { TextField } from '../text-field.tsx';
import { cellNames } from './mark-cell-name.ts';
import { LONGEST_REASON } from './sheet-bar.tsx';
import { decimalSign } from './sheet-words.ts';

/** What a file of marks would do, as the page shows it. */
export type ShownImport = {
  readonly faults: readonly LineFault[];
  readonly missing: readonly string[];
  readonly marks: readonly { readonly code: string; readonly mark: KeyedMark }[];
  readonly witnesses: readonly string[];
  readonly changes: number;
  /** The file's lines, sent back to be written. */
  readonly lines: string;
};

const MOST_FAULTS = 100;

/** The lines that are wrong, each with its place and what to do. */
export function ImportFaults({
  faults,
  missing,
  marking,
}: Pick<ShownImport, 'faults' | 'missing'> & { marking: PaperMarking }) {
  const t = useT();
  const say = useReasonText();
  const locale = useLocale();
  const columnOf = ({ column }: LineFault) =>
    column < 0
      ? t('marks:import.code')
      : (marking.components?.[column]?.name[locale] ?? t('marks:sheet.mark'));
  return (
    <>
      <Notice tone="bad" title={t('marks:import.refusedTitle')} live>
        {t('marks:import.refusedText')}
      </Notice>
      {missing.length > 0 ? (
        <p>
          {t('marks:import.missing', {
            scripts: missing.length,
            codes: missing.slice(0, 20).map(formatCode).join(', '),
          })}
        </p>
      ) : null}
      {faults.length > 0 ? (
        <DataTable
          caption={t('marks:import.lines')}
          rows={faults.slice(0, MOST_FAULTS)}
          rowKey={(fault) => `${fault.row}:${fault.column}`}
          columns={[
            {
              key: 'row',
              header: t('marks:import.row'),
              heading: true,
              align: 'end',
              cell: ({ row }) => row,
            },
            { key: 'column', header: t('marks:import.column'), cell: columnOf },
            { key: 'problem', header: t('marks:import.problem'), cell: (fault) => say(fault) },
          ]}
        />
      ) : null}
      {faults.length > MOST_FAULTS ? (
        <p>{t('marks:import.moreFaults', { rows: faults.length - MOST_FAULTS })}</p>
      ) : null}
    </>
  );
}

type Props = {
  readonly shown: ShownImport;
  readonly marking: PaperMarking;
  readonly problem: FormProblem | undefined;
};

/** The scripts to be read once more, then what the file says of all others; theirs is hidden until they are read. */
export function ImportConfirm({ shown, marking, problem }: Props) {
  const t = useT();
  const sign = decimalSign(useLocale());
  const { marks, witnesses, changes } = shown;
  return (
    <form method="post" noValidate autoComplete="off">
      <input type="hidden" name="lines" value={shown.lines} />
      <p>
        {t('marks:import.count', { scripts: marks.length })}{' '}
        {changes > 0 ? t('marks:import.changes', { marks: changes }) : ''}
      </p>
      <h2>{t('marks:import.readTitle')}</h2>
      <p>{t('marks:import.readText')}</p>
      <Witnesses codes={witnesses} marking={marking} problem={problem} />
      {changes > 0 ? (
        <TextField
          {...fieldsOf(problem)('reason')}
          label={t('marks:sheet.reason')}
          hint={t('marks:sheet.reasonHint')}
          maxLength={LONGEST_REASON}
        />
      ) : null}
      <SubmitButton name="do" value="confirm" text={t('marks:import.confirm')} />
      <h2>{t('marks:import.preview')}</h2>
      <DataTable
        caption={t('marks:import.preview')}
        captionHidden
        narrow="scroll"
        rows={marks}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'code',
            header: t('marks:sheet.code'),
            heading: true,
            cell: ({ code }) => <span className="num">{formatCode(code)}</span>,
          },
          {
            key: 'marks',
            header: t('marks:sheet.mark'),
            cell: ({ code, mark }) =>
              witnesses.includes(code) ? (
                <em>{t('marks:import.toRead')}</em>
              ) : (
                <span className="num">
                  {cellsOf(mark, marking, sign)
                    .join(' · ')
                    .replace(/( · )+$/, '')}
                </span>
              ),
          },
        ]}
      />
    </form>
  );
}

function Witnesses({ codes, marking, problem }: { codes: readonly string[] } & Omit<Props, 'shown'>) {
  const t = useT();
  const locale = useLocale();
  const parts = marking.components?.map(({ name }) => name[locale]) ?? [t('marks:import.again')];
  return (
    <div className="witnesses">
      {codes.map((code) => (
        <fieldset key={code}>
          <legend>
            {t('marks:sheet.code')} <span className="num">{formatCode(code)}</span>
          </legend>
          <div className="witness-cells">
            {cellNames(code, marking).map((name, i) => (
              <TextField
                key={name}
                {...fieldsOf(problem)(name)}
                label={parts[i] ?? ''}
                inputMode="decimal"
                width={4}
                maxLength={8}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
