import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';

export type FedapayClient = {
  /** Asked again twice when FedaPay is out of reach or out of order. @throws FedapayError */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  /** Sent once: what becomes of an answer that was lost is the caller's to know. @throws FedapayError */
  post<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T>;
};

export type FedapayClientOptions = {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
};

/** Neither key nor answer is part of it: it is logged. `status` is absent when no answer came. */
export class FedapayError extends Error {
  readonly status: number | undefined;
  constructor(message: string, status?: number) {
    super(message);
    this.name = 'FedapayError';
    this.status = status;
  }
}

/** Whether the same request may go well a moment later. */
export function isPassing({ status }: FedapayError): boolean {
  return status === undefined || status === 429 || status >= 500;
}

const RETRY_DELAYS_MS = [200, 800];
/** A page of a hundred transactions is about 0.2 MB. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

export function createFedapayClient(options: FedapayClientOptions): FedapayClient {
  return {
    get: (path, schema) =>
      repeat(async () => readAnswer(path, await send(options, path, { method: 'GET' }), schema)),
    post: async (path, body, schema) =>
      readAnswer(path, await send(options, path, { method: 'POST', body: JSON.stringify(body) }), schema),
  };
}

/** Tries again after a while what failed in passing. */
export async function repeat<T>(act: () => Promise<T>): Promise<T> {
  for (const delay of RETRY_DELAYS_MS) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof FedapayError) || !isPassing(error)) throw error;
    }
    await wait(delay);
  }
  return act();
}

async function send(options: FedapayClientOptions, path: string, request: RequestInit): Promise<string> {
  const { apiKey, baseUrl, timeoutMs } = options;
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}${path}`, {
      ...request,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${apiKey}`,
        ...(request.body ? { 'content-type': 'application/json' } : {}),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return await readBounded(response);
    await response.body?.cancel();
    throw new FedapayError(`FedaPay answered ${response.status}`, response.status);
  } catch (error) {
    if (error instanceof FedapayError) throw error;
    throw new FedapayError(`FedaPay could not be reached (${whyNot(error)})`);
  }
}

/** Only what kind of failure it was: what the failure says may quote a header, and so the key. */
function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); reader && read?.value; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > LARGEST_ANSWER) {
      await reader.cancel();
      throw new FedapayError('FedaPay answered too much', response.status);
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readAnswer<T>(path: string, text: string, schema: z.ZodType<T>): T {
  const asked = path.split('?')[0];
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new FedapayError(`FedaPay’s answer to ${asked} is no JSON`, 200);
  }
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const places = read.error.issues.map((issue) => issue.path.join('.') || 'the answer itself');
  throw new FedapayError(`FedaPay’s answer to ${asked} can’t be read: ${places.join(', ')}`, 200);
}
