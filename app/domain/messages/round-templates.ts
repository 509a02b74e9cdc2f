/** `untilDay` and `untilTime`: the last moment to choose as clocks show it there, `YYYY-MM-DD` and `HH:MM`. */
type Until = { readonly untilDay: string; readonly untilTime: string };
type AboutEntry = { readonly candidate: string; readonly exam: string; readonly path: string };
/** `paper`: its name in the language of the message. */
type AboutPaper = AboutEntry & { readonly paper: string };

/** What follows a publication. */
export type RoundTemplates = {
  /** Called to the second group, with papers to choose. */
  readonly secondGroupChoice: AboutEntry & Until;
  /** Called to the second group, with nothing to choose. */
  readonly secondGroupCalled: AboutEntry;
  /** May sit an annulled paper again. */
  readonly resitOffered: AboutPaper & Until;
  /** Must sit it again. */
  readonly resitCalled: AboutPaper;
  /** The round they were told of is given up. */
  readonly roundCancelled: AboutEntry;
  /** `reason`: what the office answered. */
  readonly claimAccepted: AboutPaper & { readonly reason: string };
  readonly claimRejected: AboutPaper & { readonly reason: string };
  /** The marks found are published. */
  readonly claimDecided: AboutPaper;
};
