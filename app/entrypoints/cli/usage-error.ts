/** A mistake of the person at the keyboard: said in one line, exit code 2. */
export class UsageError extends Error {}
