import type { HeadersFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { VERIFY_SCRIPTS } from '#app/browser/verify/addresses.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { useShell } from '#app/components/shell-context.tsx';
import { DeviceWords } from '#app/components/verification/device-words.tsx';
import { HowToBeSure } from '#app/components/verification/verification-answer.tsx';
import type { AppLoadContext } from '#app/http/load-context.ts';
import { PATHS } from '#app/http/paths.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { title: 'verify:device.offlineTitle', scripts: 'own', noindex: true };

export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

/** Nothing of any document: the worker keeps this page and gives it where a document's page cannot be had. */
export async function loader({ context }: { context: AppLoadContext }) {
  const { settings } = publicRoute({ context }, 'what a device shows when there is no network');
  return { officialHost: settings.officialHost };
}

export default function OfflinePage() {
  const t = useT();
  const { nonce } = useShell();
  const { officialHost } = useLoaderData<typeof loader>();
  const { answer: start, device: check } = VERIFY_SCRIPTS;
  return (
    <>
      <div id="answer" aria-live="polite">
        <PageHeading title={t('verify:device.offlineTitle')} lead={t('verify:device.offline')} />
        <p>{t('verify:device.typed')}</p>
        <p>
          <a className="button" href={PATHS.verify}>
            {t('verify:device.again')}
          </a>
        </p>
      </div>
      <HowToBeSure officialHost={officialHost} />
      <DeviceWords check={null} officialHost={officialHost} scripts={{ start, check }} nonce={nonce} />
    </>
  );
}
