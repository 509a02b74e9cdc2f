import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { FileField } from '#app/components/file-field.tsx';
import type { FieldOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { Paper } from '#app/queries/candidate/list-papers.server.ts';

const LARGEST = 5 * 1024 * 1024;

type Props = { readonly papers: readonly Paper[]; readonly base: string; readonly field: FieldOf };

/** The papers to give, each sent by itself, then on to the next question. */
export function DocumentForms({ papers, base, field }: Props) {
  const t = useT();
  return (
    <>
      <PageHeading title={t('entries:papers.title')} lead={t('entries:papers.lead')} />
      {papers.map((paper) => (
        <PaperForm key={paper.code} paper={paper} base={base} field={field} />
      ))}
      <form method="post" noValidate>
        <ButtonRow>
          <SubmitButton />
        </ButtonRow>
      </form>
    </>
  );
}

function PaperForm({
  paper: { code, label, neededFor, given },
  base,
  field,
}: Omit<Props, 'papers'> & { paper: Paper }) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const name = `file-${code}`;
  return (
    <section className="paper">
      <h2>{label[locale]}</h2>
      {given === null ? (
        <p>
          <StateTag
            tone={neededFor === 'submission' ? 'warn' : 'neutral'}
            text={t(`entries:papers.${neededFor}`)}
          />
        </p>
      ) : (
        <p>
          <StateTag tone="good" text={t('entries:papers.given')} />{' '}
          <a href={`${base}/pieces/${given.id}`}>
            {t(given.contentType === 'application/pdf' ? 'entries:papers.pdf' : 'entries:papers.image', {
              size: format.bytes(given.bytes),
            })}
          </a>
        </p>
      )}
      <form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="intent" value="upload" />
        <input type="hidden" name="code" value={code} />
        <FileField
          name="file"
          id={name}
          error={field(name).error}
          label={t(given === null ? 'entries:papers.choose' : 'entries:papers.replace')}
          accept="application/pdf,image/jpeg,image/png"
          kinds={t('entries:papers.kinds')}
          maxBytes={LARGEST}
        />
        <SubmitButton kind="second" text={t('entries:papers.send')} />
      </form>
    </section>
  );
}
