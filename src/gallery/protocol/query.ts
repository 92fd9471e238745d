import * as v from 'valibot';

/** The values of a facet, of which a generation has one. */
const valuesSchema = v.exactOptional(
  v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(1000)),
);

/** Search text and filters. Empty text and no filters match every generation. */
export const querySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  /** Of `running`, `done`, and `failed`. */
  state: valuesSchema,
  provider: valuesSchema,
  model: valuesSchema,
  /** Aspect ratios of the images, such as `16:9`. */
  ratio: valuesSchema,
  favorite: v.exactOptional(v.literal(true)),
  inserted: v.exactOptional(v.literal(true)),
});
/** What the user searches for. */
export type Query = Readonly<v.InferOutput<typeof querySchema>>;
