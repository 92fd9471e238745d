import * as v from 'valibot';
import { models } from './models.ts';
import type { GenerationRequest } from './request.ts';

/** The two calls, as the `Action` parameter names them. */
export type Action = 'CVSync2AsyncSubmitTask' | 'CVSync2AsyncGetResult';

/** Fixed by both pages. */
export const version = '2022-08-31';

/** The body of a submit: the fields of the submit page, and no others. */
export function submitBody(request: GenerationRequest): string {
  const { width, height, size, resolution } = request;
  // Which of them wins is not published, so only one way of saying the size is sent (contract 1.2).
  const dimensions =
    width !== undefined ? { width, height } : size !== undefined ? { size } : { resolution };
  return JSON.stringify({
    req_key: models[request.model].reqKey,
    model: request.model,
    prompt: request.prompt,
    force_single: request.forceSingle ?? false,
    image_urls: request.imageUrls ?? [],
    ...dimensions,
  });
}

/** What a query needs to know of a task. */
export interface TaskReference {
  /** The submit's own; a query with another is refused (contract 1.4). */
  readonly reqKey: string;
  readonly taskId: string;
}

/** The body of a query. `req_json` is JSON inside a string, as the query page wants it. */
export function queryBody(task: TaskReference): string {
  return JSON.stringify({
    req_key: task.reqKey,
    task_id: task.taskId,
    req_json: JSON.stringify({ return_url: true }),
  });
}

/** `data` of a submit's answer. A task id is text: the original service's has more digits than a number keeps. */
export const submitData = v.object({ task_id: v.pipe(v.string(), v.nonEmpty()) });

const listOfText = v.optional(
  v.pipe(
    v.nullable(v.array(v.string())),
    v.transform((list) => list ?? []),
  ),
  null,
);

/** `data` of a query's answer. Either list may be null, empty or missing (contract 4). */
export const queryData = v.object({
  status: v.string(),
  image_urls: listOfText,
  binary_data_base64: listOfText,
});
