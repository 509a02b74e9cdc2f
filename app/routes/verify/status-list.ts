import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicFile, publicHeaders, unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { serveStatusList } from '#app/services/verification/published-lists.server.ts';

/** A signed Token Status List of one organisation, two bits a document. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'a status list names nobody');
  try {
    const list = await serveStatusList(ctx, params.organisation ?? '', params.list);
    if (!list.ok)
      return Response.json(
        { error: list.reason },
        { status: 404, headers: publicHeaders('application/json', 0) },
      );
    return publicFile(request, list.value, 'application/statuslist+jwt', 300);
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}
