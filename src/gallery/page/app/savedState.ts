import * as v from 'valibot';
import { querySchema } from '../../protocol/query.ts';
import { cellWidthPx } from '../grid/layout.ts';

/** What the page restores after it was hidden or reloaded. */
const savedStateSchema = v.object({
  query: querySchema,
  /** Pixels. */
  cellWidth: v.pipe(v.number(), v.minValue(cellWidthPx.min), v.maxValue(cellWidthPx.max)),
  /** Pixels. */
  scrollTop: v.pipe(v.number(), v.minValue(0)),
  activePosition: v.pipe(v.number(), v.integer(), v.minValue(0)),
  selectedIds: v.array(v.string()),
});

/** The state that the page restores. */
export type SavedState = v.InferOutput<typeof savedStateSchema>;

const defaultState: SavedState = {
  query: { text: '' },
  cellWidth: cellWidthPx.default,
  scrollTop: 0,
  activePosition: 0,
  selectedIds: [],
};

/** Parses the saved state. Without a valid one, the defaults apply. */
export function parseSavedState(state: unknown): SavedState {
  const parsed = v.safeParse(savedStateSchema, state);
  return parsed.success ? parsed.output : defaultState;
}
