/** How the visitor reached us, as a trusted proxy says or as the socket shows. */
export type Reached = {
  readonly https: boolean;
  /** Host and port as typed: `palmares.example` or `localhost:3000`. */
  readonly host: string;
  readonly clientAddress: string;
};

export type Socket = { readonly remoteAddress: string; readonly encrypted: boolean };

/** The address that the outermost trusted proxy saw: the n-th from the right, for n proxies of ours. */
function fromRight(header: string | null, hops: number): string | undefined {
  if (header === null) return undefined;
  const entries = header
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return entries[Math.max(0, entries.length - hops)];
}

/**
 * `trustProxy` is the number of proxies of ours in front (true is one). Without it `X-Forwarded-*` is ignored:
 * anyone can write it.
 */
export function readForwarded(
  headers: Pick<Headers, 'get'>,
  socket: Socket,
  trustProxy: boolean | number,
): Reached {
  const hops = Number(trustProxy);
  const direct = {
    https: socket.encrypted,
    host: headers.get('host') ?? 'localhost',
    clientAddress: socket.remoteAddress,
  };
  if (hops < 1) return direct;
  const scheme = fromRight(headers.get('x-forwarded-proto'), 1);
  return {
    https: scheme === undefined ? direct.https : scheme === 'https',
    host: fromRight(headers.get('x-forwarded-host'), 1) ?? direct.host,
    clientAddress: fromRight(headers.get('x-forwarded-for'), hops) ?? direct.clientAddress,
  };
}
