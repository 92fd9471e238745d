import * as v from 'valibot';
import {
  requestEntrySchema,
  taskEntrySchema,
  type Configuration,
  type RequestEntry,
  type TaskEntry,
} from './controlApi.ts';

/**
 * The control API of a gateway in another process. Every call rejects if the gateway rejects it.
 */
export interface GatewayClient {
  configure: (configuration: Configuration) => Promise<void>;
  /** Every request to the providers and the image hosts, in order of arrival. */
  requests: () => Promise<RequestEntry[]>;
  clearRequests: () => Promise<void>;
  tasks: () => Promise<TaskEntry[]>;
  /** Clears tasks, requests, faults, and additional keys, and restores the initial settings. */
  reset: () => Promise<void>;
}

/**
 * Creates a client for the control API at `controlUrl`, one of the origins that the gateway prints.
 */
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
