/** Why a file could not be read or written. */
export type FileErrorCause =
  | 'full'
  | 'readOnly'
  | 'noPermission'
  | 'notFound'
  | 'exists'
  | 'notFile'
  | 'invalidName'
  | 'busy'
  | 'unavailable'
  | 'other';

/** By the codes of Node and those of `vscode.FileSystemError`. */
const causesByCode: Readonly<Record<string, FileErrorCause>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'readOnly',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  NoPermissions: 'noPermission',
  ENOENT: 'notFound',
  FileNotFound: 'notFound',
  EntryNotFound: 'notFound',
  ENOTDIR: 'notFound',
  FileNotADirectory: 'notFound',
  EEXIST: 'exists',
  FileExists: 'exists',
  EntryExists: 'exists',
  EISDIR: 'notFile',
  FileIsADirectory: 'notFile',
  ENAMETOOLONG: 'invalidName',
  EINVAL: 'invalidName',
  EBUSY: 'busy',
  ETXTBSY: 'busy',
  EMFILE: 'busy',
  ENFILE: 'busy',
  EAGAIN: 'busy',
  Unavailable: 'unavailable',
  EIO: 'unavailable',
  ENODEV: 'unavailable',
  ENXIO: 'unavailable',
  ENOTSUP: 'unavailable',
  ENOSYS: 'unavailable',
  ETIMEDOUT: 'unavailable',
  ENETDOWN: 'unavailable',
  EHOSTDOWN: 'unavailable',
  ESTALE: 'unavailable',
};

/** What is known about an error of a file system. */
export interface FileErrorFacts {
  readonly cause: FileErrorCause;
  /** Such as `ENOSPC` or `NoPermissions`. */
  readonly code: string;
}

/**
 * What is known about an error of Node's file system or of VS Code's; `undefined` if it is another
 * error. VS Code has a code for few causes, and puts Node's into the message of the others.
 */
export function readFileError(error: unknown): FileErrorFacts | undefined {
  if (!(error instanceof Error)) return undefined;
  const ownCode = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const nodeCode = /\b(E[A-Z]{3,12})\b/.exec(error.message)?.[1] ?? '';
  for (const code of [ownCode, nodeCode]) {
    const cause = causesByCode[code];
    if (cause) return { cause, code };
  }
  const isFromVsCode = ownCode === 'Unknown' || error.name.includes('(FileSystemError)');
  const isFromNode = /^E[A-Z]+$/.test(ownCode) && 'syscall' in error;
  return isFromVsCode || isFromNode ? { cause: 'other', code: nodeCode || ownCode } : undefined;
}
