import {
  estimateDuration,
  squareSidePixels,
  type DurationEstimate,
  type Size,
} from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';

/** What the duration of a task depends on. */
type EstimateInput = Pick<GenerationRecord, 'provider' | 'request'>;

/** The number of newest generations from which the duration of a task is estimated. */
const maxRecords = 100;

/**
 * Estimates the duration of a generation's task from the newest records of the library; without
 * history if they cannot be read. Reading all records would delay the first screen of the gallery.
 */
export async function estimateFromLibrary(
  record: EstimateInput,
  library: Pick<Library, 'listRecent'>,
): Promise<DurationEstimate> {
  return estimateRecordDuration(record, await library.listRecent(maxRecords).catch(() => []));
}

/**
 * Estimates the duration of a generation's task from this user's finished tasks of the same
 * provider, model and size.
 * @param records all records, newest first
 */
export function estimateRecordDuration(
  record: EstimateInput,
  records: readonly GenerationRecord[],
): DurationEstimate {
  const kind = getTaskKind(record);
  const durations = records
    .filter((each) => getTaskKind(each) === kind)
    .map(({ readyAfterSeconds }) => readyAfterSeconds)
    .filter((each) => each !== undefined);
  return estimateDuration(durations.reverse(), getRequestedSize(record.request));
}

/** Tasks of the same kind take about the same time. */
function getTaskKind({ provider, request }: EstimateInput): string {
  const { width, height } = getRequestedSize(request);
  // Sizes of the same resolution differ slightly between aspect ratios, but not in their duration.
  const resolution = Math.round(Math.log2((width * height) / 1024 ** 2));
  return `${provider} ${request.model} ${resolution}`;
}

/** The requested size, or a square of the requested area or resolution. */
function getRequestedSize({
  width,
  height,
  size,
  resolution = '2k',
}: GenerationRecord['request']): Size {
  if (width !== undefined && height !== undefined) return { width, height };
  const side = size === undefined ? squareSidePixels[resolution] : Math.sqrt(size);
  return { width: side, height: side };
}
