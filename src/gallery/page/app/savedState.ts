import * as v from 'valibot';
import { querySchema } from '../../protocol/messages.ts';
import { cellWidthPx } from '../toolbar/toolbar.ts';

/** What the page remembers of itself, for when it is hidden or the window is loaded anew. */
const savedStateSchema = v.object({
  query: querySchema,
  /** Pixels. */
  cellWidth: v.pipe(v.number(), v.minValue(cellWidthPx.min), v.maxValue(cellWidthPx.max)),
  scrollTop: v.pipe(v.number(), v.minValue(0)),
  activePosition: v.pipe(v.number(), v.integer(), v.minValue(0)),
  selectedIds: v.array(v.string()),
});

export type SavedState = v.InferOutput<typeof savedStateSchema>;

const defaultState: SavedState = {
  query: { text: '' },
  cellWidth: cellWidthPx.default,
  scrollTop: 0,
  activePosition: 0,
  selectedIds: [],
};

/** What was remembered, or what a page begins with where that is of no use. */
export function parseSavedState(state: unknown): SavedState {
  const parsed = v.safeParse(savedStateSchema, state);
  return parsed.success ? parsed.output : defaultState;
}
