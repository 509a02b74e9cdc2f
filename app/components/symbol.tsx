const PATHS = {
  good: 'M4 12.5 9.5 18 20 6.5',
  warn: 'M12 3 22 21H2ZM12 10v5M12 18v.5',
  bad: 'M5 5 19 19M19 5 5 19',
  neutral: 'M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .9-1 1.7v.5M12 17.5v.5',
  wait: 'M12 6v6l4 2.5',
  stop: 'M7 12h10',
} as const;

export type SymbolName = keyof typeof PATHS;

/** A drawn shape that goes with a word; the word carries the meaning. */
export function Shape({ name }: { name: SymbolName }) {
  const ring = name === 'neutral' || name === 'wait' || name === 'stop';
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      aria-hidden="true"
      focusable="false"
    >
      {ring ? <circle cx="12" cy="12" r="10" /> : null}
      <path d={PATHS[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
