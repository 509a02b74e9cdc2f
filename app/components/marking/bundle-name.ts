import type { useT } from '#app/i18n/use-t.tsx';

type Named = {
  /** In the reader's language. */
  readonly paper: string;
  readonly number: number;
  readonly round: number;
};

/** "Français, lot 1", and of which round after the first: each round numbers its own bundles from one. */
export function bundleName(t: ReturnType<typeof useT>, { paper, number, round }: Named): string {
  const name = t('marking:bundleName', { paper, number });
  return round > 1 ? t('scripts:round', { name, round }) : name;
}
