import * as v from 'valibot';
import { querySchema } from '../../protocol/query.ts';
import { rowHeightPx } from '../grid/layout.ts';

/** What the page restores after it was hidden or reloaded. */
const savedStateSchema = v.object({
  query: querySchema,
  /** The height of rows that the user has chosen, in pixels. */
  rowHeight: v.exactOptional(
    v.pipe(v.number(), v.minValue(rowHeightPx.min), v.maxValue(rowHeightPx.max)),
  ),
  /** Whether prompts are shown below the images. */
  arePromptsShown: v.exactOptional(v.boolean()),
  /** Pixels. */
  scrollTop: v.pipe(v.number(), v.minValue(0)),
  activePosition: v.pipe(v.number(), v.integer(), v.minValue(0)),
  selectedIds: v.array(v.string()),
});

/** The state that the page restores. */
export type SavedState = v.InferOutput<typeof savedStateSchema>;

const defaultState: SavedState = {
  query: { text: '' },
  scrollTop: 0,
  activePosition: 0,
  selectedIds: [],
};

/** Parses the saved state. Without a valid one, the defaults apply. */
export function parseSavedState(state: unknown): SavedState {
  const parsed = v.safeParse(savedStateSchema, state);
  return parsed.success ? parsed.output : defaultState;
}
