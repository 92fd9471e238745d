/**
 * Words that make a task end badly. The words are our own invention; the codes and messages are
 * those of the published failed sample and of the original service's table of errors (docs/service.md §6.3, §9.2).
 */
const blockedWords = ['forbidden-word', '违禁词'];

/** What the service says of a prompt that it does not like. */
export interface ErrorInfo {
  code: number;
  message: string;
}

/** The verdict that refuses a prompt when it is submitted, or null. */
export function promptErrorOf(prompt: string): ErrorInfo | null {
  return blockedWords.some((word) => prompt.includes(word))
    ? { code: 50412, message: 'Text Risk Not Pass' }
    : null;
}

/** The verdict with which a task ends instead of with pictures, or null. */
export function resultErrorOf(prompt: string): ErrorInfo | null {
  if (prompt.includes('post-risk')) return { code: 50511, message: 'Post Img Risk Not Pass' };
  if (prompt.includes('task-fails')) return { code: 10001, message: 'Task failed' };
  return null;
}
