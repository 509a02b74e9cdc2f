export type PasswordPort = {
  hash(password: string): Promise<string>;
  /** False for a wrong password; takes as long for a hash that doesn't exist (`undefined`), so that accounts can't be listed. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
};
