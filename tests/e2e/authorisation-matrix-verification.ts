import type { Opening } from './authorisation-opening.ts';
import { anywhere } from './authorisation-who.ts';

/** Anyone checks documents, by hand, by list or by program; the office reads how many were checked, never whose. */
const READERS = anywhere('registrar', 'administrator', 'auditor');

export const verificationOpenings = {
  'verify-lot': { path: () => '/verify/lot', opens: 'everyone', posts: [{ by: 'everyone' }] },
  'verify-api-guide': { path: () => '/verify/api', opens: 'everyone' },
  openapi: { path: () => '/api/v1/openapi.json', opens: 'everyone', file: true },
  'verify-api-question': {
    path: () => '/api/v1/verify',
    opens: 'everyone',
    status: 405,
    file: true,
    posts: [{ by: 'everyone' }],
  },
  'verify-bulk-api': {
    path: () => '/api/v1/verify/bulk',
    opens: 'everyone',
    status: 405,
    file: true,
    posts: [{ by: 'everyone' }],
  },
  verifications: {
    path: () => '/bureau/verifications',
    opens: READERS,
    posts: [{ form: () => ({ alert: crypto.randomUUID() }), by: READERS }],
  },
  'verifications-csv': { path: () => '/bureau/verifications.csv', opens: READERS, file: true },
} satisfies Record<string, Opening>;
