import * as v from 'valibot';
import { querySchema } from '../protocol.ts';
import { cellWidths } from './toolbar.ts';

/** What the page remembers of itself, for when it is hidden or the window is loaded anew. */
const schema = v.object({
  query: querySchema,
  /** Pixels. */
  cellWidth: v.pipe(v.number(), v.minValue(cellWidths.min), v.maxValue(cellWidths.max)),
  scrollTop: v.pipe(v.number(), v.minValue(0)),
  active: v.pipe(v.number(), v.integer(), v.minValue(0)),
  chosen: v.array(v.string()),
});

export type Kept = v.InferOutput<typeof schema>;

const fresh: Kept = {
  query: { text: '' },
  cellWidth: cellWidths.usual,
  scrollTop: 0,
  active: 0,
  chosen: [],
};

/** What was remembered, or what a page begins with where that is of no use. */
export function keptFrom(state: unknown): Kept {
  const parsed = v.safeParse(schema, state);
  return parsed.success ? parsed.output : fresh;
}
