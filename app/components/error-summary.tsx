import type { FormProblem } from '#app/http/forms.ts';
import { useMessageText, useT } from '#app/i18n/use-t.tsx';

type Props = {
  readonly problem: Pick<FormProblem, 'errors'> | null | undefined;
  /** Field names in the order of the page; others follow. */
  readonly order?: readonly string[];
  /** Labels to say before the message: "Nom de famille : Remplissez ce champ". Their order is the page's order too. */
  readonly labels?: Readonly<Record<string, string>>;
};

/** First thing in `main` of a refused form: says how many points, links to each field, takes the focus on load. */
export function ErrorSummary({ problem, labels = {}, order = Object.keys(labels) }: Props) {
  const t = useT();
  const say = useMessageText();
  if (!problem) return null;
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const entries = Object.entries(problem.errors).sort(([a], [b]) => rank(a) - rank(b));
  if (entries.length === 0) return null;
  const textOf = (name: string, messages: readonly string[]) => {
    const label = labels[name];
    const text = messages.map(say).join(' · ');
    return label === undefined ? text : t('common:form.labelled', { label, text });
  };
  return (
    // The attribute moves the focus to the summary when the page comes back, with no script.
    <div
      className="summary-of-errors"
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: a refused form must be announced before its fields
      autoFocus
      aria-labelledby="error-summary-title"
    >
      <h2 id="error-summary-title">{t('common:form.problem', { count: entries.length })}</h2>
      <ul>
        {entries.map(([name, messages]) => (
          <li key={name}>
            {name === '' ? (
              <b>{textOf(name, messages)}</b>
            ) : (
              <a href={`#${name}`}>{textOf(name, messages)}</a>
            )}
          </li>
        ))}
      </ul>
      <p className="small">{t('common:form.kept')}</p>
    </div>
  );
}
