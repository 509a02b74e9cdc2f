import type postgres from 'postgres';

/** A statement with more parameters (a list, many rows at once) is seldom the same twice: it is planned each time. */
const MOST_PARAMETERS = 40;

type Client = Pick<postgres.Sql, 'unsafe'>;

/**
 * Drizzle hands its statements to `unsafe`, which the driver plans anew each time, with one more trip to the server to ask
 * for the parameters' types. Here they are prepared once per connection: their texts are those of the code, not of data.
 *
 * Outside a transaction a connection takes one statement at a time. Left to itself the driver (postgres 3.4) sends prepared
 * ones down a connection that is busy, a `begin` among them; by its source it does not keep the connection for that one when
 * the write is held back (decision 014). `onexecute` answering false is how it marks a connection as taken.
 */
export function preparing<C extends object>(pool: C): C {
  return wrapped(pool, { onexecute: () => false });
}

function wrapped<C extends object>(client: C, extra: object): C {
  return new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      if (key === 'unsafe') return prepareShort(target as Client, extra);
      // A transaction's own client is handed to a function, the last argument.
      if (key === 'begin' || key === 'savepoint')
        return (...args: unknown[]) =>
          value.apply(target, [...args.slice(0, -1), withPreparing(args.at(-1))]);
      return value;
    },
  });
}

function prepareShort(target: Client, extra: object): postgres.Sql['unsafe'] {
  return (query, parameters, options) =>
    target.unsafe(query, parameters, {
      ...options,
      ...extra,
      prepare: (parameters?.length ?? 0) <= MOST_PARAMETERS,
    });
}

function withPreparing(work: unknown): unknown {
  return typeof work === 'function' ? (client: object) => work(wrapped(client, {})) : work;
}
