import { jsonAnswer, type Answer, type Received } from './http.ts';
import type { PictureLinks } from './links.ts';
import type { TaskStore } from './tasks.ts';

/** What the pictures' own host needs. */
export interface PictureHost {
  tasks: TaskStore;
  links: PictureLinks;
  now: () => number;
}

/** Serves one picture. It takes a key for a leak, and says so with a 400. */
export async function answerPicture(
  { method, url, headers }: Received,
  { tasks, links, now }: PictureHost,
): Promise<Answer> {
  if (headers.authorization !== undefined) return refusal(400, 'UnexpectedAuthorization');
  if (method !== 'GET') return refusal(405, 'MethodNotAllowed');
  if (!url.pathname.endsWith('.image')) return refusal(404, 'NotFound');
  const name = links.check(url, now());
  if (name === null) return refusal(403, 'AccessDenied');
  const picture = tasks.picture(name);
  if (picture === null) return refusal(404, 'NotFound');
  return {
    status: 200,
    headers: { 'content-type': `image/${picture.format}` },
    body: await picture.bytes,
    code: null,
  };
}

function refusal(status: number, code: string): Answer {
  return jsonAnswer(status, { code }, code);
}
