/** Says what was asked of the database with the values in it, or what a mail server answered with the address in it. */
function repeatsValues(error: Error): boolean {
  return ['DrizzleQueryError', 'PostgresError'].includes(typeOf(error)) || 'responseCode' in error;
}

function typeOf(error: Error): string {
  return error.constructor.name === 'Error' ? error.name : error.constructor.name;
}

/** Codes and names of ours or of a program, short and without blanks: never a value somebody typed. */
function namesOf(error: Error): Record<string, string | number> {
  const known: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(error)) {
    const isName = typeof value === 'string' && /^[\w.:-]{1,64}$/.test(value);
    if (['code', 'constraint_name', 'table_name', 'status', 'responseCode'].includes(key))
      if (isName || typeof value === 'number') known[key] = value;
  }
  return known;
}

/**
 * What a log keeps of an error: its kind, its codes, where it happened and its cause. Its message too, unless it repeats
 * the values of a statement or of a mail: names, contacts and hashes have no place in a log.
 */
export function loggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const statement =
    'query' in error && typeof error.query === 'string' ? error.query.slice(0, 500) : undefined;
  return {
    type: typeOf(error),
    ...(repeatsValues(error) ? {} : { message: error.message }),
    ...namesOf(error),
    ...(statement === undefined ? {} : { statement }),
    stack: frames.join('\n'),
    ...(error.cause === undefined ? {} : { cause: loggedError(error.cause) }),
  };
}

/** The same in one line, such as "DrizzleQueryError, PostgresError 23505 user_account_email_unique". */
export function summaryOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const said = repeatsValues(error) ? '' : `: ${error.message}`;
  const summary = `${[typeOf(error), ...Object.values(namesOf(error))].join(' ')}${said}`;
  return error.cause === undefined ? summary : `${summary}, ${summaryOf(error.cause)}`;
}
