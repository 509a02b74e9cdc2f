import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { describedBy, type FieldProps, LabelledField } from './field-frame.tsx';

export type FileFieldProps = FieldProps & {
  /** MIME types: "image/jpeg,image/png". */
  readonly accept: string;
  /** What the hint says is taken: "JPEG ou PNG". */
  readonly kinds: string;
  readonly maxBytes: number;
  readonly capture?: 'user' | 'environment';
};

/** Its form needs `encType="multipart/form-data"`. */
export function FileField({ accept, kinds, maxBytes, capture, ...props }: FileFieldProps) {
  const t = useT();
  const format = useFormat();
  const hint = (
    <>
      {props.hint} {t('common:form.fileHint', { kinds, size: format.bytes(maxBytes) })}
    </>
  );
  const field = { ...props, hint };
  return (
    <LabelledField {...field}>
      <input {...describedBy(field)} type="file" name={props.name} accept={accept} capture={capture} />
    </LabelledField>
  );
}
