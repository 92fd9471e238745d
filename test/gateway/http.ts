import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendResponse, type DeliveryMode } from './faults/delivery.ts';

/** A request with its complete body. */
export interface HttpRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A response. `code` is the business or error code in its body, for the log. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  code: string | number | null;
  /** How it is sent, `whole` by default. */
  deliveryMode?: DeliveryMode;
}

export type Handler = (httpRequest: HttpRequest) => Promise<HttpResponse> | HttpResponse;

/** A response with `value` as JSON. */
export function jsonResponse(
  status: number,
  value: unknown,
  code: HttpResponse['code'] = null,
): HttpResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: Buffer.from(JSON.stringify(value)), code };
}

/** An HTML page, as a proxy returns it. */
export function htmlResponse(status: number): HttpResponse {
  const page = `<!doctype html><html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>simulated proxy</center></body></html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status, headers, body: Buffer.from(page), code: null };
}

/** A server on the loopback interface. */
export interface HttpServer {
  /** For example `http://127.0.0.1:4000`. */
  origin: string;
  /** Closes every connection and resolves when the port is free again. */
  close: () => Promise<void>;
}

/**
 * Listens on the given port of 127.0.0.1, or on a free port for 0. Rejects if the port is in use.
 */
export async function listen(port: number, handle: Handler): Promise<HttpServer> {
  const server = createServer((request, response) => {
    respond(request, response, handle).catch((error: unknown) => {
      console.error('Failed to respond to', request.method, request.url, error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const boundAddress = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${boundAddress.port}`, close: () => close(server) };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handler,
): Promise<void> {
  const httpRequest: HttpRequest = {
    method: request.method ?? '',
    // Concatenated, because `//jm` as a relative URL would be parsed as a host name.
    url: new URL(`http://127.0.0.1${request.url ?? '/'}`),
    headers: request.headers,
    body: Buffer.concat(await request.toArray()),
  };
  await sendResponse(request, response, await handle(httpRequest));
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
  server.closeAllConnections();
  await closed;
}
