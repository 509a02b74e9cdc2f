import type { DocumentDraft } from './model.ts';
import type { StoredModel } from './stored-model.ts';

/** What is new on another edition of the same document. */
export type Reissue = {
  readonly edition: number;
  readonly statusIndex: number;
  /** As printed. */
  readonly typedCode: string;
  readonly issuedAt: Date;
  /** The office's own day, `YYYY-MM-DD`. */
  readonly day: string;
  /** The host that answers today. */
  readonly host: string;
};

/** The same number and the same facts, printed and signed again: a lost paper's next edition. */
export function reissueDocument({ draft, claims }: StoredModel, again: Reissue): StoredModel {
  const { edition, statusIndex, typedCode, day, host } = again;
  return {
    draft: redate({ ...draft, edition, issuedOn: day, verification: { host, typedCode } }, day),
    claims: { ...claims, edition, statusIndex, issuedAt: Math.floor(again.issuedAt.getTime() / 1000) },
  };
}

/** Who signs, signs on the day the paper is made. */
function redate(draft: DocumentDraft, day: string): DocumentDraft {
  return 'signing' in draft ? { ...draft, signing: { ...draft.signing, on: day } } : draft;
}
