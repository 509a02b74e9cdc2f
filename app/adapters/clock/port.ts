/** The only source of "now": services receive it in their context. */
export type Clock = () => Date;
