import * as v from 'valibot';

/** Most bytes of a thumbnail: WebP of this size takes far less. */
const maxThumbnailBytes = 512 * 1024;

/** The bytes of a thumbnail, on their way from either end to the other. */
export const thumbnailSchema = v.pipe(
  v.instance(Uint8Array),
  v.check(({ byteLength }) => byteLength <= maxThumbnailBytes),
);
