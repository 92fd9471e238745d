import * as v from 'valibot';
import {
  customProviderSchema,
  failureSchema,
  imageExtensions,
  providerIds,
  requestSchema,
  type ImageMimeType,
} from '../jimeng/index.ts';

const timeSchema = v.pipe(v.number(), v.finite(), v.minValue(0));
const positiveIntegerSchema = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What `newId` makes. */
export const idPattern = /^\d{8}T\d{9}-[0-9a-f]{8}$/;

/** A picture of a generation: a file beside its record. */
const imageSchema = v.object({
  /** A plain file name: a record must not be able to point out of its own folder. */
  file: v.pipe(v.string(), v.regex(/^\d+\.(png|jpg|webp|gif|avif)$/)),
  mimeType: v.picklist(Object.keys(imageExtensions) as ImageMimeType[]),
  width: positiveIntegerSchema,
  height: positiveIntegerSchema,
  /** Size of the file. */
  bytes: positiveIntegerSchema,
});

const recordFieldsSchema = v.object({
  version: v.literal(1),
  /** Also the name of its folder. Sorts by creation. */
  id: v.pipe(v.string(), v.regex(idPattern)),
  createdAt: timeSchema,
  provider: v.picklist(providerIds),
  /** What the user's own provider was at the time: the setting may change, its tasks stay there. */
  customProvider: v.exactOptional(customProviderSchema),
  request: requestSchema,
  /** `queued`: nothing was sent yet. `submitting`: it may have been. */
  state: v.picklist(['queued', 'submitting', 'generating', 'downloading', 'done', 'failed']),
  /** Known once the service has answered the submit. */
  task: v.exactOptional(
    v.object({ taskId: v.string(), reqKey: v.string(), submittedAt: timeSchema }),
  ),
  /** Where the pictures were said to be, and when: the addresses live for 24 hours (docs/service.md §7.3). */
  resultUrls: v.exactOptional(v.object({ imageUrls: v.array(v.string()), receivedAt: timeSchema })),
  /** Seconds from the submit in which the task is likely to be ready. */
  expectedAfterSeconds: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  /** Seconds from the submit until the task was ready, as near as the queries tell. */
  readyAfterSeconds: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  /** Its task was submitted elsewhere, so nothing is known to submit again. */
  isExternal: v.exactOptional(v.literal(true)),
  images: v.array(imageSchema),
  favorite: v.exactOptional(v.literal(true)),
  /** The documents that its pictures were inserted into, and when. */
  insertions: v.exactOptional(v.array(v.object({ uri: v.string(), at: timeSchema }))),
  finishedAt: v.exactOptional(timeSchema),
  failure: v.exactOptional(failureSchema),
});

/** One generation, as it stands on disk. All times are milliseconds since the epoch. */
export const recordSchema = v.pipe(
  recordFieldsSchema,
  v.check(({ provider, customProvider }) => provider !== 'custom' || customProvider !== undefined),
);

export type GenerationRecord = Readonly<v.InferOutput<typeof recordSchema>>;
export type RecordImage = Readonly<v.InferOutput<typeof imageSchema>>;
export type GenerationState = GenerationRecord['state'];

/** An image of the library, with the record of its generation. */
export interface LibraryImage {
  readonly record: GenerationRecord;
  readonly image: RecordImage;
}

/** Where a generation is made. */
export type RecordProvider = Pick<GenerationRecord, 'provider' | 'customProvider'>;

/** Whether the generation is still under way. */
export function isUnfinished(record: GenerationRecord): boolean {
  return record.state !== 'done' && record.state !== 'failed';
}

/** Which of its generation's pictures an image is, counted from 0: files are numbered from 1. */
export function getImageIndex({ file }: RecordImage): number {
  return Number.parseInt(file, 10) - 1;
}

/** An id for a generation begun at `now` (milliseconds since the epoch). */
export function createId(now: number, random: () => number): string {
  const timestamp = new Date(now).toISOString().replaceAll(/[-:.Z]/g, '');
  const suffix = Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
  return `${timestamp}-${suffix}`;
}
