import * as v from 'valibot';

/** Both forms of a text that states a number, as `host/plural.ts` has them; the page fills them in. */
export const pluralSchema = v.object({ one: v.string(), other: v.string() });
export type PluralForms = Readonly<v.InferOutput<typeof pluralSchema>>;
