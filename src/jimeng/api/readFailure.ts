import {
  classifyError,
  classifySignatureError,
  classifyStatus,
  getKindOfCode,
  type Classification,
} from './classifyError.ts';
import type { Layer } from './envelope.ts';
import { isFinalFailure, type ServiceFailure } from '../errors.ts';
import { findText } from './foreignJson.ts';
import { findCode, isSuccessCode } from './responseCode.ts';

/** The fields that describe a failure, most specific first. */
const messageNames = [
  'failreason',
  'message',
  'msg',
  'errormessage',
  'errormsg',
  'errmsg',
  'error',
  'detail',
  'description',
  'errordescription',
  'reason',
];

/** The most specific failure in a response; `undefined` if none of its layers is an error. */
export function readFailure(
  layers: readonly Layer[],
  httpStatus: number,
): ServiceFailure | undefined {
  let best: { failure: ServiceFailure; rank: number } | undefined;
  for (const layer of layers) {
    const found = readLayerFailure(layer, httpStatus);
    // Of equally specific ones, the innermost: an upstream service knows more than a gateway.
    if (found && found.rank >= (best?.rank ?? 0)) best = found;
  }
  return best?.failure;
}

/** The failure of a task whose status is “failed”, with what the response reports about it. */
export function readTaskFailure(
  layers: readonly Layer[],
  failedLayer: Layer,
  httpStatus: number,
): ServiceFailure {
  const message =
    findMessage(failedLayer) ??
    layers.map(findMessage).find((text) => text !== undefined && !isSuccessCode(text));
  const own = toFailure(failedLayer, httpStatus, undefined, message).failure;
  const reported = readFailure(layers, httpStatus);
  const finalFailure = [reported, own].find((failure) => failure && isFinalFailure(failure));
  return finalFailure ?? { ...(reported ?? own), kind: 'taskFailed' };
}

/**
 * The failure of a query as far as it is about this task. Words alone may be those of a proxy or a
 * firewall, so that they are final only beside a failed status (docs/service.md §9.7).
 */
export function withoutFinalWords(failure: ServiceFailure): ServiceFailure {
  const { kind, httpStatus = 0, code } = failure;
  if (!isFinalFailure({ kind }) || isFinalCode(code)) return failure;
  return { ...failure, kind: classifyStatus(httpStatus, code) };
}

function isFinalCode(code = ''): boolean {
  const kind = getKindOfCode(code);
  return kind !== undefined && isFinalFailure({ kind });
}

/** How a failure is known, from an empty error object to a code about the image. */
function getRank({ kind, isKnown }: Classification, code?: string, message?: string): number {
  if (code === undefined && message === undefined) return 0;
  if (!isKnown) return 1;
  if (!isFinalFailure({ kind })) return 2;
  return isFinalCode(code) ? 4 : 3;
}

function readLayerFailure(layer: Layer, httpStatus: number) {
  const { fields, role } = layer;
  if (role === 'metadata') return undefined;
  const code = findCode(fields);
  const message = findMessage(layer);
  const error = fields.get('error');
  const isError =
    role === 'error' ||
    role === 'frontEndError' ||
    (code !== undefined && !isSuccessCode(code)) ||
    fields.get('success') === false ||
    (typeof error === 'string' && error.trim() !== '') ||
    (role === 'envelope' && code === undefined && httpStatus >= 400 && message !== undefined);
  return isError ? toFailure(layer, httpStatus, code, message) : undefined;
}

function toFailure(
  { role, requestId }: Layer,
  httpStatus: number,
  code: string | undefined,
  message: string | undefined,
): { failure: ServiceFailure; rank: number } {
  const classify = role === 'frontEndError' ? classifySignatureError : classifyError;
  const classification = classify(httpStatus, code ?? '', message);
  return {
    failure: {
      kind: classification.kind,
      httpStatus,
      ...(code !== undefined && { code }),
      ...(message !== undefined && { message }),
      ...(requestId !== undefined && { requestId }),
    },
    rank: getRank(classification, code, message),
  };
}

/** The message of a layer, unless it is another layer as JSON text. */
function findMessage({ fields }: Layer): string | undefined {
  return messageNames
    .map((name) => findText(fields, [name]))
    .find((text) => text !== undefined && !/^[{[]/.test(text) && !/^https?:/i.test(text));
}
