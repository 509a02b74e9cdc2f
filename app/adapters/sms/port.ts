export type SmsMessage = {
  /** E.164, such as `+22790123456`. */
  readonly to: string;
  readonly text: string;
};

/** Hands one message to a gateway. Throws when the gateway can't be reached or refuses: the job is run again. */
export type SmsPort = {
  send(message: SmsMessage): Promise<void>;
};
