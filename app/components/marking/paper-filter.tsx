import { paperValue } from '#app/http/paper-round.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { MarkedPaper } from '#app/queries/office/load-marker-statistics.server.ts';
import { SelectField } from '../choice-fields.tsx';

type Props = {
  readonly papers: readonly MarkedPaper[];
  readonly chosen: MarkedPaper | null;
  readonly error?: string | readonly string[];
};

/** Which paper a page is about; a paper of a later round says which. */
export function PaperField({ papers, chosen, error }: Props) {
  const t = useT();
  const locale = useLocale();
  return (
    <SelectField
      name="epreuve"
      label={t('scripts:statistics.paper')}
      placeholder={null}
      defaultValue={chosen ? paperValue(chosen) : ''}
      {...(error === undefined ? {} : { error })}
      choices={papers.map((paper) => ({
        value: paperValue(paper),
        label:
          paper.round > 1
            ? t('scripts:round', { name: paper.name[locale], round: paper.round })
            : paper.name[locale],
      }))}
    />
  );
}
