import { account } from './account.ts';
import { candidate } from './candidate.ts';
import { centreLists } from './centre-lists.ts';
import { checks } from './checks.ts';
import { common } from './common.ts';
import { counter } from './counter.ts';
import { deliberation } from './deliberation.ts';
import { documentLife } from './document-life.ts';
import { documentStyle } from './document-style.ts';
import { documents } from './documents.ts';
import { entries } from './entries.ts';
import { explain } from './explain.ts';
import { followUp } from './follow-up.ts';
import { importing } from './import.ts';
import { imports } from './imports.ts';
import { issuing } from './issuing.ts';
import { marking } from './marking.ts';
import { marks } from './marks.ts';
import { messages } from './messages.ts';
import { money } from './money.ts';
import { office } from './office.ts';
import { publicPages } from './public.ts';
import { publishing } from './publishing.ts';
import { reasons } from './reasons.ts';
import { regulationProblems } from './regulation-problems.ts';
import { regulations } from './regulations.ts';
import { results } from './results.ts';
import { rounds } from './rounds.ts';
import { rules } from './rules.ts';
import { scripts } from './scripts.ts';
import { signature } from './signature.ts';
import { staff } from './staff.ts';
import { states } from './states.ts';
import { verify } from './verify.ts';

/** The namespaces of a key: `candidate:steps.payment` is `payment` in `steps` of `candidate`. */
export const catalogue = {
  common,
  public: publicPages,
  candidate,
  checks,
  counter,
  centreLists,
  documentStyle,
  scripts,
  staff,
  office,
  money,
  reasons,
  states,
  deliberation,
  documents,
  documentLife,
  entries,
  account,
  messages,
  explain,
  followUp,
  issuing,
  signature,
  marking,
  marks,
  regulationProblems,
  results,
  rounds,
  publishing,
  verify,
  import: importing,
  imports,
  regulations,
  rules,
};
