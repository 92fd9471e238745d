import { readFileSync } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { all } from '../unit/support/pace.ts';
import { BlowFile } from './blow.ts';
import { Fate } from './fate.ts';

/**
 * Makes this process kill itself at the step that the file at `path` says, whenever there is one. To
 * be called before VS Code and the extension import Node's modules.
 */
export function makeMortal(path: string): void {
  const fate = new Fate(new BlowFile(path));
  patchDisk(fate);
  patchNetwork(fate);
  syncBuiltinESMExports();
}

/** The calls by which the library changes its folder, each a step. */
function patchDisk(fate: Fate): void {
  const { open, rename, rm } = fs;
  fs.open = async (path, ...rest) => {
    const handle = await fate.take({ name: `open ${String(path)}` }, () => open(path, ...rest));
    patchHandle(handle, String(path), fate);
    return handle;
  };
  fs.rename = (from, to) => {
    const content = () => readFileSync(String(from), 'utf8');
    return fate.take({ name: `rename ${String(to)}`, content }, () => rename(from, to));
  };
  fs.rm = (path, options) => fate.take({ name: `rm ${String(path)}` }, () => rm(path, options));
}

/** Writing a file, as a whole or a part of it, is a step, too. */
function patchHandle(handle: FileHandle, path: string, fate: Fate): void {
  const writeWhole = handle.writeFile.bind(handle);
  for (const method of ['writeFile', 'write'] as const) {
    const write = handle[method].bind(handle) as (...args: unknown[]) => Promise<never>;
    handle[method] = async (...[data, ...rest]: [Written, ...unknown[]]) => {
      const bytes = await wholeOf(data);
      const step = { name: `write ${path}`, content: () => bytes.toString() };
      const half = () => writeWhole(bytes.subarray(0, bytes.length / 2));
      return fate.take(step, () => write(bytes, ...rest), half);
    };
  }
}

type Written = string | Uint8Array | AsyncIterable<Uint8Array>;

/** What is written, of which a half must be known: a picture comes as a stream. */
async function wholeOf(data: Written): Promise<Buffer> {
  if (typeof data === 'string' || data instanceof Uint8Array) return Buffer.from(data);
  return Buffer.concat(await all(data));
}

/** Each request is a step, which is over with the last byte of its answer. */
function patchNetwork(fate: Fate): void {
  const { request } = http;
  http.request = (...args: unknown[]): ClientRequest => {
    // Nothing of it leaves before this turn of the event loop is over.
    const sent = Reflect.apply(request, http, args) as ClientRequest;
    const step = { name: `request ${sent.path}` };
    fate.meet('before', step);
    sent.prependOnceListener('response', (answer: IncomingMessage) => {
      answer.prependOnceListener('end', () => {
        fate.meet('after', step);
      });
      if (fate.isEnd('during', step)) {
        answer.once('data', () => {
          fate.die();
        });
      }
    });
    return sent;
  };
}
