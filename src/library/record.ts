import * as v from 'valibot';
import {
  customProviderSchema,
  failureSchema,
  imageExtensions,
  providerIds,
  requestSchema,
  type CustomProvider,
  type ImageMimeType,
  type ProviderId,
} from '../jimeng/index.ts';
import { boundRecord, clampTime } from './recordBounds.ts';

/** Milliseconds since the epoch. */
const timeSchema = v.pipe(v.number(), v.transform(clampTime));
const positiveIntegerSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Matches the ids that `createId` creates, which begin with a possible date. */
export const idPattern =
  /^(?:19|2[01])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{3}-[0-9a-f]{8}$/;

/** Number of hexadecimal digits of the hash of an image. */
export const imageHashLength = 16;

/** An image of a generation, which is stored as a file. */
const imageSchema = v.object({
  /**
   * The file name, `<number>.<extension>`, counted from 1. Not a path, so that a record cannot
   * refer to files outside of its folder.
   */
  file: v.pipe(v.string(), v.regex(/^\d{1,4}\.(png|jpg|webp|gif|avif)$/)),
  mimeType: v.picklist(Object.keys(imageExtensions) as ImageMimeType[]),
  /** Pixels. */
  width: positiveIntegerSchema,
  /** Pixels. */
  height: positiveIntegerSchema,
  /** Size of the file in bytes. */
  bytes: positiveIntegerSchema,
  /** The start of the SHA-256 of the file, in hexadecimal; thumbnails are named after it. */
  hash: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
});

/** A task that the service has accepted. */
export const taskSchema = v.object({
  taskId: v.string(),
  reqKey: v.string(),
  submittedAt: timeSchema,
});

/** Version of the format of records. */
export const recordVersion = 1;

const recordFieldsSchema = v.object({
  version: v.literal(recordVersion),
  /** Also the name of the folder of its images. Sorts by the time of creation. */
  id: v.pipe(v.string(), v.regex(idPattern)),
  createdAt: timeSchema,
  /** Unknown after an import. */
  provider: v.exactOptional(v.picklist(providerIds)),
  /**
   * The setting `jimeng.customProvider` at the time of the submit: the setting may change, but its
   * tasks stay there.
   */
  customProvider: v.exactOptional(customProviderSchema),
  request: requestSchema,
  /** `queued`: nothing has been sent. `submitting`: the request may have been sent. */
  state: v.picklist(['queued', 'submitting', 'generating', 'downloading', 'done', 'failed']),
  /** Known as soon as the service has accepted the submit. */
  task: v.exactOptional(taskSchema),
  /**
   * The URLs of its images, and when they were received: they are valid for 24 hours
   * (docs/service.md §7.3).
   */
  resultUrls: v.exactOptional(v.object({ imageUrls: v.array(v.string()), receivedAt: timeSchema })),
  /** Expected number of seconds from the submit until the task finishes, if earlier ones are known. */
  expectedAfterSeconds: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  /** Seconds from the submit until the task finished, estimated from the queries. */
  readyAfterSeconds: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  /** The task was submitted elsewhere, so its request is unknown and cannot be submitted again. */
  isExternal: v.exactOptional(v.literal(true)),
  /**
   * It was drawn by the extension, to try it without an API key, so it has neither a provider nor a
   * task; with one of them, it is not a sample. Other versions, which do not know this, treat it like
   * an imported one.
   */
  isSample: v.exactOptional(v.literal(true)),
  /** The user canceled it while the submit was in flight, whose response may have a task id. */
  isCancelRequested: v.exactOptional(v.literal(true)),
  images: v.array(imageSchema),
  /** The file of a damaged image that is being downloaded again. */
  replacedFile: v.exactOptional(imageSchema.entries.file),
  /** The number of images that the service withheld from the set. */
  withheldCount: v.exactOptional(positiveIntegerSchema),
  /** Whether the user marked it as a favorite. */
  favorite: v.exactOptional(v.literal(true)),
  /**
   * The documents into which its images were inserted, when, the URI of the file there, and why it is in
   * that folder.
   */
  insertions: v.exactOptional(
    v.array(
      v.object({
        uri: v.string(),
        at: timeSchema,
        file: v.exactOptional(v.string()),
        rule: v.exactOptional(v.string()),
      }),
    ),
  ),
  finishedAt: v.exactOptional(timeSchema),
  failure: v.exactOptional(failureSchema),
});

/** A generation as it is stored on disk. All times are in milliseconds since the epoch. */
export const recordSchema = v.pipe(
  recordFieldsSchema,
  v.check(({ provider, customProvider }) => provider !== 'custom' || customProvider !== undefined),
  // Without a provider, there is nothing to query or to submit.
  v.check(({ provider, state, task }) => provider !== undefined || (state === 'done' && !task)),
  v.transform(boundRecord),
  // Another program may have written it, and samples are deleted without confirmation.
  v.transform(({ isSample, ...record }) => ({
    ...record,
    ...(isSample && record.provider === undefined && { isSample }),
  })),
);

/** A generation as it is stored on disk. */
export type GenerationRecord = Readonly<v.InferOutput<typeof recordSchema>>;
/** An image in a record. */
export type RecordImage = Readonly<v.InferOutput<typeof imageSchema>>;
/** The state of a generation. */
export type GenerationState = GenerationRecord['state'];

/** An image of the library, with the record of its generation. */
export interface LibraryImage {
  readonly record: GenerationRecord;
  readonly image: RecordImage;
}

/** The provider of a generation. */
export interface RecordProvider {
  readonly provider: ProviderId;
  /** For `custom`: the setting `jimeng.customProvider` at the time of the submit. */
  readonly customProvider?: CustomProvider;
}

/** The provider of a generation; `undefined` if it is unknown, as after an import. */
export function getRecordProvider({
  provider,
  customProvider,
}: Pick<GenerationRecord, 'provider' | 'customProvider'>): RecordProvider | undefined {
  return provider && { provider, ...(customProvider && { customProvider }) };
}

/** Whether a generation is queued or in progress. */
export function isUnfinished(record: GenerationRecord): boolean {
  return record.state !== 'done' && record.state !== 'failed';
}

/** The index of an image in its generation, from 0; file names are numbered from 1. */
export function getImageIndex({ file }: RecordImage): number {
  return Number.parseInt(file, 10) - 1;
}

/**
 * Creates an id, such as `20261121T093000000-1b2c3d4e`.
 * @param now the current time, in milliseconds since the epoch
 * @param random returns a number from 0 up to 1, as `Math.random` does
 */
export function createId(now: number, random: () => number): string {
  const timestamp = new Date(now).toISOString().replaceAll(/[-:.Z]/g, '');
  const suffix = Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
  return `${timestamp}-${suffix}`;
}
