import * as v from 'valibot';
import {
  configurationSchema,
  type Configuration,
  type RequestEntry,
  type TaskEntry,
} from './controlApi.ts';
import { jsonResponse, type HttpResponse, type HttpRequest } from '../http.ts';

/** What the control API can read from and change in a running gateway. */
export interface Controls {
  requests: () => RequestEntry[];
  clearRequests: () => void;
  tasks: () => TaskEntry[];
  configure: (configuration: Configuration) => void;
  reset: () => void;
}

/** Responds to a request to the control API. README.md lists its routes. */
export function handleControlRequest(
  { method, url, body }: HttpRequest,
  controls: Controls,
): HttpResponse {
  switch (`${method} ${url.pathname}`) {
    case 'GET /requests':
      return jsonResponse(200, controls.requests());
    case 'DELETE /requests':
      controls.clearRequests();
      return jsonResponse(200, {});
    case 'GET /tasks':
      return jsonResponse(200, controls.tasks());
    case 'POST /configure':
      return configure(body.toString(), controls);
    case 'POST /reset':
      controls.reset();
      return jsonResponse(200, {});
    default:
      return jsonResponse(404, { error: `No such control: ${method} ${url.pathname}` });
  }
}

function configure(text: string, controls: Controls): HttpResponse {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), configurationSchema), text);
  if (!parsed.success) return jsonResponse(400, { error: v.summarize(parsed.issues) });
  controls.configure(parsed.output);
  return jsonResponse(200, {});
}
