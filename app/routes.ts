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
    route('demo/composants', 'routes/public/demo-gallery.tsx', { id: 'demo-gallery' }),
  ]),
];

export default [...publicPages] satisfies RouteConfig;
