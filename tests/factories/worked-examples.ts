import type { z } from 'zod';
import { evaluate } from '#app/domain/regulation/evaluate.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { marksOf, sharedCase } from './regulations.ts';

/** Public worked examples kept beside the project. Where they are absent these tests skip, and the name says why. */
export const read = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
  const text = sharedCase(`worked-examples/${file}`);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
};
export const title = (file: string, found: unknown) =>
  found === undefined ? `${file}: skipped, shared cases are absent` : file;
export const same = (text: string) => ({ fr: text, en: text });
export const honours = (levels: Readonly<Record<string, number>>) =>
  Object.entries(levels).map(([code, from]) => ({ code, name: same(code), from }));
export const run = (regulation: Regulation, marks: Parameters<typeof marksOf>[0], series = 'X') =>
  evaluate({ series, fit: true, marks: marksOf(marks) }, regulation).outcome;
export const stage = (code: string, mode: string, decisions: object[], more: object = {}) => ({
  code,
  name: same(code),
  mode,
  honours: code === 'first',
  decisions,
  ...more,
});
export const averageAtLeast = (atLeast: number | string) => ({ quantity: 'average', atLeast });
