import { verify as ar } from './ar/verify.ts';
import { verify as en } from './en/verify.ts';
import { verify as fr } from './fr/verify.ts';
import { verify as ha } from './ha/verify.ts';

/** The words of the verification pages in each of their languages. */
export const verifyWords = { fr, en, ar, ha } as const;
