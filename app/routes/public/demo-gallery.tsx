import type { LoaderFunctionArgs } from '@remix-run/node';
import { GalleryForms } from '#app/components/gallery/gallery-forms.tsx';
import { GalleryParts } from '#app/components/gallery/gallery-parts.tsx';
import { notFound } from '#app/http/not-found.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';

export const handle: RouteHandle = { title: (t) => t('common:demo.banner'), noindex: true };

/** Every component on one page, for those who build the pages. Demonstration only. */
export async function loader({ context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'invented content, and a 404 outside the demonstration');
  if (!context.demo) throw notFound();
  return null;
}

export default function DemoGallery() {
  return (
    <>
      <GalleryParts />
      <GalleryForms />
    </>
  );
}
