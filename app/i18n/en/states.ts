import type { states as fr } from '../fr/states.ts';
import type { SameShape } from '../same-shape.ts';

export const states: SameShape<typeof fr> = {
  sitting: {
    draft: 'In preparation',
    open: 'Entries open',
    closed: 'Entries closed',
    seated: 'Candidates seated',
    running: 'Papers being sat',
    marking: 'Being marked',
    deliberating: 'Deliberation',
    published: 'Results published',
    archived: 'Archived',
  },
  entry: {
    draft: 'Draft',
    submitted: 'To be paid',
    paid: 'To be validated',
    returned: 'Returned for correction',
    validated: 'Validated',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
  },
  payment: {
    created: 'Started',
    pending: 'Pending',
    succeeded: 'Paid',
    failed: 'Not completed',
    expired: 'Expired',
    refunded: 'Refunded',
  },
  provider: {
    cash: 'Counter',
    stripe: 'Stripe',
    fedapay: 'Mobile money',
    bank: 'Bank or money transfer',
    other: '{{name}}',
  },
  document: {
    pending: 'In preparation',
    valid: 'Valid',
    issued: 'Issued',
    superseded: 'Superseded',
    suspended: 'Suspended',
    revoked: 'Revoked',
  },
  decision: {
    passed: 'Passed',
    secondGroup: 'Eligible for the second group',
    failed: 'Failed',
    reserved: 'Reserved',
    excluded: 'Excluded',
  },
};
