import { type ButtonKind, SubmitButton } from '../buttons.tsx';

type Props = {
  readonly action: string;
  readonly code: string;
  readonly text: string;
  readonly kind?: ButtonKind;
};

/** Leads on with the code of a result, which is sent in a form's body and is never in an address. */
export function CodeButton({ action, code, text, kind = 'second' }: Props) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="code" value={code} />
      <SubmitButton kind={kind} text={text} />
    </form>
  );
}
