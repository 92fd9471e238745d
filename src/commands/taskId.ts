import { maxTaskIdCharacters } from '../untrusted/limits.ts';

/** Quotes, and what surrounds a value in JSON or in a log. */
const surrounding = String.raw`[\s"'\x60“”‘’「」,，;；\p{Cf}]`;
const label = String.raw`(?:task[\s_-]*id|task|id|任务\s*id|任务)`;
const startPattern = new RegExp(
  `^${surrounding}*(?:${label}${surrounding}*[:=：]${surrounding}*)?`,
  'iu',
);
const endPattern = new RegExp(`(?<!${surrounding})${surrounding}+$`, 'u');

/**
 * Reads a task ID as it is pasted: without quotes, and without a label such as `task_id:`. Any other
 * text without white space may be a task ID.
 * @returns `undefined` if it cannot be one
 */
export function parseTaskId(text: string): string | undefined {
  const taskId = text.replace(endPattern, '').replace(startPattern, '');
  return canBeTaskId(taskId) ? taskId : undefined;
}

/**
 * Reads a task ID as it is pasted. A task may really have a name such as `task:12345`: a text that
 * is the ID of a known task is taken as it is.
 * @returns `undefined` if it cannot be one
 */
export function resolveTaskId(
  text: string,
  isKnown: (taskId: string) => boolean,
): string | undefined {
  const unstripped = text.trim();
  return canBeTaskId(unstripped) && isKnown(unstripped) ? unstripped : parseTaskId(text);
}

function canBeTaskId(text: string): boolean {
  return /^[^\s\p{C}]+$/u.test(text) && text.length <= maxTaskIdCharacters;
}
