import { account } from './account.ts';
import { candidate } from './candidate.ts';
import { checks } from './checks.ts';
import { common } from './common.ts';
import { counter } from './counter.ts';
import { deliberation } from './deliberation.ts';
import { documents } from './documents.ts';
import { entries } from './entries.ts';
import { explain } from './explain.ts';
import { followUp } from './follow-up.ts';
import { importing } from './import.ts';
import { imports } from './imports.ts';
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
  scripts,
  staff,
  office,
  money,
  reasons,
  states,
  deliberation,
  documents,
  entries,
  account,
  messages,
  explain,
  followUp,
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
