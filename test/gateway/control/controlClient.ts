import * as v from 'valibot';
import {
  requestEntrySchema,
  taskEntrySchema,
  type Configuration,
  type RequestEntry,
  type TaskEntry,
} from './controlApi.ts';

/** The control API of a gateway in another process. Every call rejects when it is refused. */
export interface GatewayClient {
  configure: (configuration: Configuration) => Promise<void>;
  /** Every request to the service and its pictures, in order of arrival. */
  requests: () => Promise<RequestEntry[]>;
  clearRequests: () => Promise<void>;
  tasks: () => Promise<TaskEntry[]>;
  /** Forgets tasks, requests, faults and extra keys; latency and format are as at the start. */
  reset: () => Promise<void>;
}

/** Talks to the control API at `control`, one of the origins that the gateway printed. */
export function createGatewayClient(controlUrl: string): GatewayClient {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(new URL(path, controlUrl), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return response.json();
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  return {
    configure: async (configuration) => {
      await call('POST', '/configure', configuration);
    },
    requests: async () => v.parse(v.array(requestEntrySchema), await call('GET', '/requests')),
    clearRequests: async () => {
      await call('DELETE', '/requests');
    },
    tasks: async () => v.parse(v.array(taskEntrySchema), await call('GET', '/tasks')),
    reset: async () => {
      await call('POST', '/reset');
    },
  };
}
