import type { ScriptPolicy } from './load-context.ts';

export type PolicyOptions = {
  readonly nonce: string;
  readonly scripts: ScriptPolicy;
  /** Origins a form's answer may redirect to (payment pages): browsers apply form-action to redirects too. */
  readonly paymentOrigins: readonly string[];
  /** The development server needs its inline preamble, injected styles and a socket. */
  readonly development?: boolean;
};

/**
 * No page runs a script unless its route asks for it. `'self'` stands beside the nonce because module preloads
 * carry no nonce; nothing a visitor uploads is ever served from here as a script (`nosniff`, re-encoded images).
 */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const { nonce, scripts, paymentOrigins, development } = options;
  const wasm = scripts === 'scanner' ? " 'wasm-unsafe-eval'" : '';
  const script = scripts === 'none' ? "'none'" : `'self' 'nonce-${nonce}'${wasm}`;
  const connect = scripts === 'none' ? "'none'" : "'self'";
  return [
    "default-src 'none'",
    `script-src ${development ? `'self' 'unsafe-inline'${wasm}` : script}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${development ? "'self' ws:" : connect}`,
    ...(scripts === 'none' ? [] : ["worker-src 'self'"]),
    "manifest-src 'self'",
    ['form-action', "'self'", ...paymentOrigins].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

export type HeaderOptions = {
  readonly path: string;
  readonly https: boolean;
  readonly policy: string;
};

/** Sets what a route has not set itself (a scanner page may allow the camera). */
export function setSecurityHeaders(headers: Headers, { path, https, policy }: HeaderOptions): void {
  const verification = path === '/v' || path.startsWith('/v/');
  const defaults: Record<string, string> = {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': verification ? 'no-referrer' : 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Permitted-Cross-Domain-Policies': 'none',
  };
  if (https) defaults['Strict-Transport-Security'] = 'max-age=63072000; includeSubDomains';
  for (const [name, value] of Object.entries(defaults)) if (!headers.has(name)) headers.set(name, value);
}
