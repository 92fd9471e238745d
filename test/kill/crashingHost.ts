import { readFileSync } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { readAll, type WritableData } from '../unit/support/clockDriver.ts';
import { CrashPointFile } from './crashPoint.ts';
import { CrashInjector } from './crashInjector.ts';

/**
 * Makes this process kill itself at the crash point in this file, if there is one. Must be called
 * before VS Code and the extension import Node's modules.
 */
export function installCrashHooks(path: string): void {
  const injector = new CrashInjector(new CrashPointFile(path));
  patchDisk(injector);
  patchNetwork(injector);
  syncBuiltinESMExports();
}

/** Makes the calls with which the library changes its folder steps. */
function patchDisk(injector: CrashInjector): void {
  const { open, rename, rm } = fs;
  fs.open = async (path, ...rest) => {
    const handle = await injector.runStep({ name: `open ${String(path)}` }, () =>
      open(path, ...rest),
    );
    patchFileHandle(handle, String(path), injector);
    return handle;
  };
  fs.rename = (from, to) => {
    const readContent = () => readFileSync(String(from), 'utf8');
    return injector.runStep({ name: `rename ${String(to)}`, readContent }, () => rename(from, to));
  };
  fs.rm = (path, options) =>
    injector.runStep({ name: `rm ${String(path)}` }, () => rm(path, options));
}

/** Makes writing a file, or a part of it, a step. */
function patchFileHandle(handle: FileHandle, path: string, injector: CrashInjector): void {
  const writeFile = handle.writeFile.bind(handle);
  for (const method of ['writeFile', 'write'] as const) {
    const write = handle[method].bind(handle) as (...args: unknown[]) => Promise<never>;
    handle[method] = async (...[data, ...rest]: [WritableData, ...unknown[]]) => {
      const bytes = await readAll(data);
      const step = { name: `write ${path}`, readContent: () => bytes.toString() };
      const writeHalf = () => writeFile(bytes.subarray(0, bytes.length / 2));
      return injector.runStep(step, () => write(bytes, ...rest), writeHalf);
    };
  }
}

/** Makes each request a step that ends with the last byte of its response. */
function patchNetwork(injector: CrashInjector): void {
  const { request } = http;
  http.request = (...args: unknown[]): ClientRequest => {
    // The request is not sent before the next turn of the event loop.
    const clientRequest = Reflect.apply(request, http, args) as ClientRequest;
    const step = { name: `request ${clientRequest.path}` };
    injector.crashIfDue('before', step);
    clientRequest.prependOnceListener('response', (response: IncomingMessage) => {
      response.prependOnceListener('end', () => {
        injector.crashIfDue('after', step);
      });
      if (injector.isCrashPoint('during', step)) {
        response.once('data', () => {
          injector.crash();
        });
      }
    });
    return clientRequest;
  };
}
