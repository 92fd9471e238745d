import { access } from 'node:fs/promises';
import { getFileErrorCode } from '../../library/disk/files.ts';
import type { Library } from '../../library/library.ts';
import { isUnfinished } from '../../library/record.ts';
import { canDownload } from '../../tasks/transitions.ts';
import type { ImageProblem } from '../protocol/views.ts';
import type { ImageRef } from '../protocol/vocabulary.ts';

/**
 * Why the page cannot load an image, and whether it can be downloaded again; `null` if there is no
 * such image.
 * @param now milliseconds since the epoch
 */
export async function findImageProblem(
  library: Pick<Library, 'get' | 'getImagePath'>,
  { id, image }: ImageRef,
  now: number,
): Promise<ImageProblem | null> {
  const record = await library.get(id);
  const recordImage = record?.images[image];
  if (!recordImage) return null;
  const isMissing = await access(library.getImagePath(id, recordImage)).then(
    () => false,
    (error: unknown) => getFileErrorCode(error) === 'ENOENT',
  );
  return {
    kind: isMissing ? 'missing' : 'damaged',
    canDownloadAgain: !isUnfinished(record) && canDownload(record, now),
  };
}
