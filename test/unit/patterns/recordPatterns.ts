/*
 * Loads the modules in its arguments, and writes the regular expressions that they build as JSON, with the file
 * and line of each.
 */
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const records: { place: string; source: string; flags: string }[] = [];

function record({ source, flags }: RegExp): void {
  const frame = new Error().stack?.split('\n').find((line) => line.includes('/src/')) ?? '';
  const [, url = '', line = ''] = /(file:.*):(\d+):\d+\)?$/.exec(frame) ?? [];
  if (url !== '') records.push({ place: `${fileURLToPath(url)}:${line}`, source, flags });
}

globalThis.RegExp = new Proxy(RegExp, {
  construct(target, parameters: ConstructorParameters<typeof RegExp>) {
    const pattern = new target(...parameters);
    record(pattern);
    return pattern;
  },
});

for (const module of process.argv.slice(2)) await import(pathToFileURL(resolve(module)).href);

// The comments of installed extensions, also of one that does harm.
const { getCommentSyntax } = await import('../../../src/prompt/commentSyntax.ts');
const markers = ['#', '%', 'REM', '//', '..', '(a+)+', '.*.*x'];
const blocks = [
  '/* */',
  '{/* */}',
  '(* *)',
  '""" """',
  "''' '''",
  '<!-- -->',
  '(a+)+ (a+)+',
  '.* .*',
];
getCommentSyntax('', [
  ...markers.map((lineComment) => ({ lineComment })),
  ...blocks.map((block) => {
    const [open = '', close = ''] = block.split(' ');
    return { blockComment: [open, close] as const };
  }),
]);

process.stdout.write(JSON.stringify(records));
