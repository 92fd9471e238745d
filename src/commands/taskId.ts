/** The most characters of a task ID. Those of the service have at most 36. */
const maxTaskIdCharacters = 200;

/** Quotes, and what surrounds a value in JSON or in a log. */
const surroundings = String.raw`[\s"'\x60“”‘’「」,，;；\p{Cf}]*`;
const label = String.raw`(?:task[\s_-]*id|task|id|任务\s*id|任务)`;
const pattern = new RegExp(
  `^${surroundings}(?:${label}${surroundings}[:=：]${surroundings})?(.*?)${surroundings}$`,
  'isu',
);

/**
 * Reads a task ID as it is pasted: without quotes, and without a label such as `task_id:`. Any other
 * text without white space may be a task ID.
 * @returns `undefined` if it cannot be one
 */
export function parseTaskId(text: string): string | undefined {
  const taskId = pattern.exec(text)?.[1] ?? '';
  const isPrintable = /^[^\s\p{C}]+$/u.test(taskId);
  return isPrintable && taskId.length <= maxTaskIdCharacters ? taskId : undefined;
}
