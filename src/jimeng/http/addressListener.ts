import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Receives an IP address that a host name was resolved to, before anything connects to it.
 * @returns whether to connect
 */
type AddressListener = (address: string) => boolean;

/** What listens to the requests of a call. */
const listeners = new AsyncLocalStorage<{
  readonly hostname: string;
  readonly onAddress: AddressListener;
}>();

/**
 * Runs a request, and reports the addresses that its host name is resolved to. No address is
 * reported if the host is an IP address, a connection is reused, or a proxy resolves the name.
 *
 * This observes sockets, because VS Code replaces the agent of a request, and with it any `lookup`.
 * The address is the one that is connected to: a second resolution could yield another one.
 */
export function listenToAddresses<T>(
  url: string,
  onAddress: AddressListener,
  request: () => Promise<T>,
): Promise<T> {
  return listeners.run({ hostname: new URL(url).hostname, onAddress }, request);
}

subscribe('http.client.request.created', (message) => {
  const listener = listeners.getStore();
  const { request } = message as { readonly request: ClientRequest };
  // Not a request that finds the proxy.
  if (listener?.hostname !== request.host) return;
  request.once('socket', (socket: Socket) => {
    // A reused connection was checked when it was made.
    if (!socket.connecting) return;
    socket.on('lookup', (error: Error | null, address: string, _family: unknown, host: string) => {
      const isOwn = error === null && host === listener.hostname;
      if (isOwn && !listener.onAddress(address)) socket.destroy(new Error('Private address'));
    });
  });
});
