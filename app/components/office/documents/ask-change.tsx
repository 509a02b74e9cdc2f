import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup } from '#app/components/choice-fields.tsx';
import type { FieldOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { TextAreaField, TextField } from '#app/components/text-field.tsx';
import { type AskableStatus, REPLACEMENT_CAUSES } from '#app/domain/documents/status-change.ts';
import { useT } from '#app/i18n/use-t.tsx';

/** What can be begun here: a change of status, or the next edition of a lost paper. */
export type Beginning = AskableStatus | 'replace';

/** First step: what may be done. Each leads to a form that says what it means and asks why. */
export function ChangeLinks({ base, changes }: { base: string; changes: readonly Beginning[] }) {
  const t = useT();
  if (changes.length === 0) return null;
  const textOf = (change: Beginning) =>
    change === 'replace' ? t('documentLife:replace.link') : t(`documentLife:ask.${change}`);
  return (
    <section>
      <h2>{t('office:document.change')}</h2>
      <ButtonRow>
        {changes.map((change) => (
          <LinkButton
            key={change}
            kind={change === 'revoked' ? 'danger' : 'second'}
            href={`${base}?vers=${change}`}
            text={textOf(change)}
          />
        ))}
      </ButtonRow>
    </section>
  );
}

type FormProps = { readonly base: string; readonly field: FieldOf };

export function AskChange({ base, field, change }: FormProps & { readonly change: AskableStatus }) {
  const t = useT();
  return (
    <form method="post" noValidate>
      <Notice tone={change === 'valid' ? 'neutral' : 'warn'} title={t(`documentLife:ask.title.${change}`)}>
        <p>{t(`documentLife:ask.text.${change}`)}</p>
      </Notice>
      <input type="hidden" name="intent" value="ask" />
      <input type="hidden" name="status" value={change} />
      <TextAreaField
        {...field('reason')}
        label={t('office:document.reasonField')}
        hint={t('office:document.reasonHint')}
        maxLength={600}
      />
      <ButtonRow>
        <SubmitButton
          kind={change === 'revoked' ? 'danger' : 'main'}
          text={t(`documentLife:ask.${change}`)}
        />
        <LinkButton kind="second" href={base} text={t('office:document.keep')} />
      </ButtonRow>
    </form>
  );
}

export function ReplaceForm({ base, field }: FormProps) {
  const t = useT();
  return (
    <form method="post" noValidate>
      <Notice tone="warn" title={t('documentLife:replace.title')}>
        <p>{t('documentLife:replace.text')}</p>
      </Notice>
      <input type="hidden" name="intent" value="replace" />
      <RadioGroup
        {...field('cause')}
        label={t('documentLife:replace.cause')}
        choices={REPLACEMENT_CAUSES.map((cause) => ({
          value: cause,
          label: t(`documentLife:replace.${cause}`),
        }))}
      />
      <TextAreaField
        {...field('reason')}
        label={t('documentLife:replace.reason')}
        hint={t('office:document.reasonHint')}
        maxLength={600}
      />
      <TextField
        {...field('identityPaper')}
        label={t('documentLife:replace.identityPaper')}
        hint={t('documentLife:replace.identityHint')}
        maxLength={120}
      />
      <ButtonRow>
        <SubmitButton text={t('documentLife:replace.submit')} />
        <LinkButton kind="second" href={base} text={t('office:document.keep')} />
      </ButtonRow>
    </form>
  );
}
