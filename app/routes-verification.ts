import { layout, route } from '@remix-run/route-config';

/** Files of one document behind a shared link, and the keys of the credentials among them. */
const credentialFiles = [
  route('p/:token/:file', 'routes/verify/shared-file.ts', { id: 'shared-file' }),
  route('.well-known/jwks.json', 'routes/verify/key-set.ts', { id: 'key-set' }),
  route('.well-known/jwks/:kid', 'routes/verify/one-key.ts', { id: 'one-key' }),
  route('.well-known/jwt-vc-issuer', 'routes/verify/credential-issuer.ts', { id: 'credential-issuer' }),
];

/** In four languages, and usable without a network: see docs/verifying.md. */
export const verificationPages = [
  layout('routes/verify/verify-layout.tsx', { id: 'verify-layout' }, [
    route('v/:token', 'routes/verify/document-page.tsx', { id: 'document-page' }),
    route('p/:token', 'routes/verify/shared-document.tsx', { id: 'shared-document' }),
    route('verify', 'routes/verify/verify-form.tsx', { id: 'verify-form' }),
    route('verify/hors-connexion', 'routes/verify/offline-page.tsx', { id: 'verify-offline' }),
  ]),
  route('verify/service-worker.js', 'routes/verify/service-worker.ts', { id: 'verify-worker' }),
];

/** For programs: a verifier outside this site reads them. */
export const verificationFiles = [
  route('.well-known/palmares-trust.jwt', 'routes/verify/trust-list.ts', { id: 'trust-list' }),
  route('status/:organisation/:list?', 'routes/verify/status-list.ts', { id: 'status-list' }),
  route('api/v1/openapi.json', 'routes/verify/openapi.ts', { id: 'openapi' }),
  route('api/v1/verify', 'routes/verify/verify-api-question.ts', { id: 'verify-api-question' }),
  route('api/v1/verify/bulk', 'routes/verify/verify-bulk-api.ts', { id: 'verify-bulk-api' }),
  ...credentialFiles,
  route('api/v1/verify/:token', 'routes/verify/verify-api.ts', { id: 'verify-api' }),
];
