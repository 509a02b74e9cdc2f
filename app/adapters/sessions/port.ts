/** Browser sessions. The id travels in a cookie; only its SHA-256 is stored. */
export type SessionPort = {
  /** Opens a session and returns the Set-Cookie value. */
  open(userId: string): Promise<string>;
  /** Whose session a Cookie header names, and a fresh Set-Cookie value when the session was renewed. */
  read(cookieHeader: string | null): Promise<{ userId: string; setCookie?: string } | undefined>;
  /** Ends the session a Cookie header names; returns the Set-Cookie value that removes it. */
  close(cookieHeader: string | null): Promise<string>;
  /** Ends all of a person's sessions: a new password signs everyone else out. */
  closeAll(userId: string): Promise<void>;
};
