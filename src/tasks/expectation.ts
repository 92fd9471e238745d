import { estimateFrom, squareSides, type Estimate, type Size } from '../jimeng/index.ts';
import type { GenerationRecord } from '../library/record.ts';

/** What is made, and where. */
type Made = Pick<GenerationRecord, 'provider' | 'request'>;

/**
 * How long a generation's task is thought to take, after what this user's finished ones of the same
 * provider, model and size took.
 * @param records all there are, newest first
 */
export function expectationOf(record: Made, records: readonly GenerationRecord[]): Estimate {
  const kind = kindOf(record);
  const durations = records
    .filter((each) => kindOf(each) === kind)
    .map(({ readyAfter }) => readyAfter)
    .filter((each) => each !== undefined);
  return estimateFrom(durations.reverse(), sizeOf(record.request));
}

/** Tasks of one kind take about as long as each other. */
function kindOf({ provider, request }: Made): string {
  const { width, height } = sizeOf(request);
  // Sizes of one resolution differ by a few pixels between ratios; how long they take does not.
  const resolution = Math.round(Math.log2((width * height) / 1024 ** 2));
  return `${provider} ${request.model} ${resolution}`;
}

function sizeOf({ width, height, size, resolution = '2k' }: GenerationRecord['request']): Size {
  if (width !== undefined && height !== undefined) return { width, height };
  const side = size === undefined ? squareSides[resolution] : Math.sqrt(size);
  return { width: side, height: side };
}
