import { maxTaskIdCharacters } from '../../untrusted/limits.ts';
import { readLayers } from './envelope.ts';
import {
  findText,
  maxNesting,
  parseJson,
  readFields,
  unwrapJson,
  type Fields,
} from './foreignJson.ts';
import { readFailure } from './readFailure.ts';
import { findCode, isSuccessCode } from './responseCode.ts';
import { parseStatus } from './task.ts';

/** JSON inside a text is two levels, the text and the object. */
const maxDepth = 2 * maxNesting;

/**
 * Shorter values of a field that is just called `id` or `data` are more likely numbers of something
 * else.
 */
const minPlainIdLength = 8;

/** An id that no field calls one. */
const plainIdPattern = /^(?=.*\d)[\w.:-]+$/;

/** Printable ASCII without what surrounds an id in text. */
const idPattern = /^[^\s"'<>{}\\`\u0000-\u0020\u007f-\uffff]+$/;

/** Words and numbers that stand for no id, or for a state. */
const noIdPattern =
  /^([0-]*|null|nil|none|undefined|nan|true|false|string|invalid|missing|unknown|pending|submitted|queued|in_?queue|processing|generating|running|(in)?valid|ok|done|success|succeeded|completed|error|fail|failed|failure|not_?found|expired)$/i;

/**
 * Finds the id of the accepted task anywhere in the body of a submit response: in any envelope, as
 * text or number, in a list, in JSON inside a text, and in a body that is truncated or no JSON
 * (docs/service.md §3.7). The outermost one counts.
 */
export function findTaskId({ body, httpStatus }: ReceivedBody): string | undefined {
  return findNamedId(body) ?? findLoneId(body, httpStatus);
}

/** What has arrived of a response. */
interface ReceivedBody {
  readonly httpStatus: number;
  readonly body: string;
}

/** The `id` of a whole response that succeeded, if nothing in it is called the id of a task. */
function findLoneId(body: string, httpStatus: number): string | undefined {
  if (httpStatus < 200 || httpStatus > 299) return undefined;
  const parsed = parseJson(body);
  const fields = readFields(parsed);
  // Beside data, it is more likely the id of the request.
  if (!fields || fields.has('data') || readFailure(readLayers(parsed), httpStatus))
    return undefined;
  const { status } = parseStatus(findText(fields, ['status']) ?? '');
  return status === 'failed' ? undefined : toPlainId(fields.get('id'), fields);
}

function findNamedId(body: string): string | undefined {
  let level: unknown[] = [body];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth++) {
    const nextLevel: unknown[] = [];
    for (const value of level) {
      const taskId = typeof value === 'string' ? findIdInText(value, nextLevel) : findOwnId(value);
      if (taskId !== undefined) return taskId;
      if (typeof value === 'object' && value !== null) {
        for (const each of Object.values(value) as unknown[])
          if (mayContainId(each)) nextLevel.push(each);
      }
    }
    level = nextLevel;
  }
  return undefined;
}

/** Whether a value is an object, a list, or a text that contains one or names a task. */
function mayContainId(value: unknown): boolean {
  return typeof value === 'string'
    ? /task|^\s{0,100}[{[]/i.test(value)
    : typeof value === 'object' && value !== null;
}

/** Adds what a text contains as JSON to `nextLevel`, or finds the id in a text that is not JSON. */
function findIdInText(text: string, nextLevel: unknown[]): string | undefined {
  const parsed = parseJson(text);
  if (parsed === undefined) return scanForId(text);
  if (mayContainId(parsed)) nextLevel.push(parsed);
  return undefined;
}

/** Finds the id among the fields of an object. */
function findOwnId(value: unknown): string | undefined {
  const fields = readFields(value);
  if (!fields) return undefined;
  const taskId = toTaskId(fields.get('taskid')) ?? toTaskId(fields.get('taskids'));
  if (taskId !== undefined) return taskId;
  const otherId = findTaskObjectId(fields) ?? findDataId(fields);
  if (otherId !== undefined) return otherId;
  // Gateways that imitate other APIs call it `id`; so do requests, errors and users
  // (docs/service.md §3.7).
  const id = toTaskId(fields.get('id'));
  if (id === undefined || id === fields.get('requestid')) return undefined;
  if (/^task[_-]/i.test(id)) return id;
  const { status, isKnown } = parseStatus(findText(fields, ['status']) ?? '');
  const isRunning = isKnown && (status === 'pending' || status === 'success');
  return isRunning && id.length >= minPlainIdLength ? id : undefined;
}

/** The `id` of an object that is called a task, or of the first one in a list of tasks. */
function findTaskObjectId(fields: Fields): string | undefined {
  const values = ['task', 'tasks'].map((name) => unwrapJson(fields.get(name))).flat(1);
  const ids = values.slice(0, 100).map((each) => toTaskId(readFields(each)?.get('id')));
  return ids.find((id) => id !== undefined);
}

/** The id that the data of a success consist of. */
function findDataId(fields: Fields): string | undefined {
  const code = findCode(fields);
  const isSuccess = code === undefined ? fields.get('success') === true : isSuccessCode(code);
  if (!isSuccess) return undefined;
  return toPlainId(fields.get('data'), fields) ?? toPlainId(fields.get('result'), fields);
}

/** The id that a value, or the only one of a list, is, although nothing calls it one. */
function toPlainId(value: unknown, fields: Fields): string | undefined {
  const unwrapped = unwrapJson(value);
  if (Array.isArray(unwrapped) && unwrapped.length !== 1) return undefined;
  const id = toTaskId(unwrapped);
  if (id === undefined || id === fields.get('requestid')) return undefined;
  return id.length >= minPlainIdLength && plainIdPattern.test(id) ? id : undefined;
}

/** The id that a value holds; of a list, the first one. */
function toTaskId(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const ids = (value as unknown[])
      .slice(0, 100)
      .map((each) => (Array.isArray(each) ? undefined : toTaskId(each)));
    return ids.find((id) => id !== undefined);
  }
  if (typeof value === 'number' && !(Number.isSafeInteger(value) && value > 0)) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const id = String(value).trim();
  const isId = id.length <= maxTaskIdCharacters && idPattern.test(id) && !noIdPattern.test(id);
  return isId ? id : undefined;
}

/**
 * Finds a complete id in a text that is not JSON. Each repetition is bounded, so that the time grows
 * only with the length of the text. Backslashes escape the quotes of JSON inside JSON.
 */
function scanForId(text: string): string | undefined {
  const pattern =
    /(?<=["'])(?:task_?id|id(?=\\{0,8}["']\s{0,20}:\s{0,20}\\{0,8}["']task[_-]))\\{0,8}["']\s{0,20}:\s{0,20}\[?\s{0,20}(?:\\{0,8}["']([^"'\\\s]{1,2048})\\{0,8}["']|(\d{1,40})\s{0,20}[,}\]])/gi;
  for (const [, quotedId, numericId] of text.matchAll(pattern)) {
    const id = toTaskId(quotedId ?? numericId);
    // Prose about the field may quote a word.
    if (id !== undefined && /\d/.test(id)) return id;
  }
  return undefined;
}
