import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Kept<T> = { readonly value: T; save(): void };

/** A value that lives in memory, and also in `<directory>/<name>.json` where a directory is given. */
export function keepJson<T extends object>(directory: string | undefined, name: string, initial: T): Kept<T> {
  if (!directory) return { value: initial, save: () => {} };
  const path = join(directory, `${name}.json`);
  mkdirSync(directory, { recursive: true });
  const value = existsSync(path) ? { ...initial, ...(JSON.parse(readFileSync(path, 'utf8')) as T) } : initial;
  return {
    value,
    save() {
      writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}
