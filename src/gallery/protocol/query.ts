import * as v from 'valibot';

/** Search text and filters. Empty text and no filters match every generation. */
export const querySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  state: v.exactOptional(v.picklist(['running', 'done', 'failed'])),
  provider: v.exactOptional(v.string()),
  model: v.exactOptional(v.string()),
  /** Aspect ratio of the images, such as `16:9`. */
  ratio: v.exactOptional(v.string()),
  favorite: v.exactOptional(v.literal(true)),
  inserted: v.exactOptional(v.literal(true)),
});
/** What the user searches for. */
export type Query = Readonly<v.InferOutput<typeof querySchema>>;
