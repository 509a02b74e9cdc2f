/** What is asked for, or `otherwise` when it fails or takes longer. */
export function withinTime<T>(asked: Promise<T>, milliseconds: number, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => {
    AbortSignal.timeout(milliseconds).addEventListener('abort', () => resolve(otherwise), { once: true });
  });
  return Promise.race([asked.catch(() => otherwise), late]);
}
