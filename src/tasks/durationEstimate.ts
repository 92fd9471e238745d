import {
  estimateDuration,
  squareSidePixels,
  type DurationEstimate,
  type Size,
} from '../jimeng/index.ts';
import type { GenerationRecord } from '../library/record.ts';

/** What is made, and where. */
type EstimateInput = Pick<GenerationRecord, 'provider' | 'request'>;

/**
 * How long a generation's task is thought to take, after what this user's finished ones of the same
 * provider, model and size took.
 * @param records all there are, newest first
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

/** Tasks of one kind take about as long as each other. */
function getTaskKind({ provider, request }: EstimateInput): string {
  const { width, height } = getRequestedSize(request);
  // Sizes of one resolution differ by a few pixels between ratios; how long they take does not.
  const resolution = Math.round(Math.log2((width * height) / 1024 ** 2));
  return `${provider} ${request.model} ${resolution}`;
}

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
