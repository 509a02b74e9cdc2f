/** What a file declares under a code. Names that every object inherits ("constructor") are declared by none. */
export function declaredIn<T>(
  declared: Readonly<Record<string, T>> | undefined,
  code: string,
): T | undefined {
  return declared && Object.hasOwn(declared, code) ? declared[code] : undefined;
}
