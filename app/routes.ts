import { index, layout, type RouteConfig, route } from '@remix-run/route-config';

/**
 * Every address of Palmarès, by audience. An `id` never changes: the authorisation matrix and the logs use it.
 * Nested `children` share a layout; a route that answers with a file or JSON stands outside the layouts.
 */
const publicPages = [
  layout('routes/public/public-layout.tsx', { id: 'public-layout' }, [
    index('routes/public/home.tsx', { id: 'home' }),
    route('connexion', 'routes/public/sign-in.tsx', { id: 'sign-in' }),
    route('deconnexion', 'routes/public/sign-out.tsx', { id: 'sign-out' }),
    route('compte/nouveau', 'routes/public/sign-up.tsx', { id: 'sign-up' }),
    route('compte/code', 'routes/public/confirm-code.tsx', { id: 'confirm-code' }),
    route('compte/mot-de-passe', 'routes/public/reset-password.tsx', { id: 'reset-password' }),
    route('v/:token', 'routes/verify/document-page.tsx', { id: 'document-page' }),
    route('verify', 'routes/verify/verify-form.tsx', { id: 'verify-form' }),
    route('demo/composants', 'routes/public/demo-gallery.tsx', { id: 'demo-gallery' }),
  ]),
];

/** For programs: a verifier outside this site reads them. */
const verificationFiles = [
  route('.well-known/palmares-trust.jwt', 'routes/verify/trust-list.ts', { id: 'trust-list' }),
  route('status/:organisation', 'routes/verify/status-list.ts', { id: 'status-list' }),
  route('api/v1/verify/:token', 'routes/verify/verify-api.ts', { id: 'verify-api' }),
];

export default [...publicPages, ...verificationFiles] satisfies RouteConfig;
