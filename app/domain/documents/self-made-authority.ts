/** The unit in the name of the authority that an installation makes for itself, by which it is recognised. No comma: Node escapes it. */
export const SELF_MADE_UNIT = 'Palmarès : autorité propre à cette installation';

/** Whether a subject or issuer is an authority this software made. */
export const isSelfMadeAuthority = (name: string): boolean => name.includes(SELF_MADE_UNIT);
