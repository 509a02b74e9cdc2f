/** The `Date` line of an answer, made anew once a second. */
export function createHttpDate(clock: () => Date): () => string {
  let line: string | undefined;
  return () => {
    if (line !== undefined) return line;
    const now = clock();
    line = `Date: ${now.toUTCString()}\r\n`;
    setTimeout(() => {
      line = undefined;
    }, 1000 - now.getMilliseconds()).unref();
    return line;
  };
}
