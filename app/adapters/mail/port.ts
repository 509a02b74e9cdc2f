export type MailMessage = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
};

/** Hands one message to a mail server. Throws when the server can't be reached or refuses: the job is run again. */
export type MailPort = {
  send(message: MailMessage): Promise<void>;
};
