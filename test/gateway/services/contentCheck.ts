/**
 * Words that make a task fail. The words are our own invention; codes and messages are those of the
 * published failed response and of Volcengine's table of errors (docs/service.md §6.3, §9.2).
 */
const blockedWords = ['forbidden-word', '违禁词'];

/** A business error. */
export interface ErrorInfo {
  code: number;
  message: string;
}

/** The error for a prompt that is rejected on submit, or null. */
export function promptErrorOf(prompt: string): ErrorInfo | null {
  return blockedWords.some((word) => prompt.includes(word))
    ? { code: 50412, message: 'Text Risk Not Pass' }
    : null;
}

/** The error that a task ends with instead of images, or null. */
export function resultErrorOf(prompt: string): ErrorInfo | null {
  if (prompt.includes('post-risk')) return { code: 50511, message: 'Post Img Risk Not Pass' };
  if (prompt.includes('task-fails')) return { code: 10001, message: 'Task failed' };
  return null;
}
