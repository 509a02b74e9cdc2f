import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicHeaders, unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { publishStatusList } from '#app/services/verification/status-list.server.ts';

/** The signed Token Status List of one organisation, two bits a document. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'a status list names nobody');
  try {
    const list = await publishStatusList(ctx, params.organisation ?? '');
    if (!list.ok)
      return Response.json(
        { error: list.reason },
        { status: 404, headers: publicHeaders('application/json', 0) },
      );
    return new Response(list.value, { headers: publicHeaders('application/statuslist+jwt', 300) });
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}
