/** The keys of another catalogue with any text: a key that is missing in a translation does not compile. */
export type SameShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };

/** Some of the keys of another catalogue. */
export type SomeShape<T> = { readonly [K in keyof T]?: T[K] extends string ? string : SomeShape<T[K]> };
