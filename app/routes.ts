import { index, layout, type RouteConfig, route } from '@remix-run/route-config';

/**
 * Every address of Palmarès, by audience. An `id` never changes: the authorisation matrix and the logs use it.
 * Nested `children` share a layout; a route that answers with a file or JSON stands outside the layouts.
 */
const publicPages = [
  layout('routes/public/public-layout.tsx', { id: 'public-layout' }, [
    index('routes/public/home.tsx', { id: 'home' }),
    route('demo/composants', 'routes/public/demo-gallery.tsx', { id: 'demo-gallery' }),
  ]),
];

export default [...publicPages] satisfies RouteConfig;
