import type { markReasons as french } from '../fr/mark-reasons.ts';
import type { SameShape } from '../same-shape.ts';

export const markReasons: SameShape<typeof french> = {
  mark: {
    unreadable: 'Enter a mark from 0 to {{maximum}} with at most two decimals, such as 13.5, or ABS',
    withState: 'Give a mark or a word such as ABS, not both',
    aboveTotal: 'The questions come to more than {{maximum}} points in all',
    reasonMissing: 'Give the reason for the change',
    stale: 'This mark has changed in another window since you opened the page. Check it, then save again',
    emptied: 'A saved mark can’t be erased: type another one',
  },
  markImport: {
    columns:
      'The columns are not those of this bundle’s model. Fill in the model without changing its titles.',
    codeUnreadable: 'This is not a script code',
    codeCheckFailed: 'This code has a typing error: its check character is wrong',
    notInBundle: 'This script is not to be keyed in this bundle',
    codeTwice: 'This code is already in row {{row}}',
    outOfStep: 'The number, the code and the repeated code are not of one script: a column has slid',
    markMissing: 'A mark is missing',
    shifted:
      'The marks of this file seem to be off by {{rows}} rows. Nothing is saved: take the model again and check the first scripts.',
    refused: 'This file has rows to correct. Nothing is saved.',
    witnessDiffers:
      'The mark read on script {{script}} is not the file’s. Nothing is saved: check whether a column has slid.',
    lost: 'The file could not be read again. Send it once more.',
  },
};
