import type postgres from 'postgres';

/** A statement with more parameters (a list, many rows at once) is seldom the same twice: it is planned each time. */
const MOST_PARAMETERS = 40;

type Client = Pick<postgres.Sql, 'unsafe'>;

/**
 * Drizzle hands its statements to `unsafe`, which the driver plans anew each time, with one more trip to the server to ask
 * for the parameters' types. Here they are prepared once per connection: their texts are those of the code, not of data.
 */
export function preparing<C extends object>(client: C): C {
  return new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      if (key === 'unsafe') return prepareShort(target as Client);
      // A transaction's own client is handed to a function, the last argument.
      if (key === 'begin' || key === 'savepoint')
        return (...args: unknown[]) =>
          value.apply(target, [...args.slice(0, -1), withPreparing(args.at(-1))]);
      return value;
    },
  });
}

function prepareShort(target: Client): postgres.Sql['unsafe'] {
  return (query, parameters, options) =>
    target.unsafe(query, parameters, {
      ...options,
      prepare: (parameters?.length ?? 0) <= MOST_PARAMETERS,
    });
}

function withPreparing(work: unknown): unknown {
  return typeof work === 'function' ? (client: object) => work(preparing(client)) : work;
}
