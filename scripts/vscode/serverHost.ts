/**
 * Replaces the desktop program in test-electron's `runTests`: accepts the same arguments, runs the
 * tests in the extension host of a VS Code server with a headless browser, and exits with their
 * exit code.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, parseArgs } from 'node:util';
import * as v from 'valibot';
import { createTemporaryFolder } from '../tools/cleanup.ts';
import { findFreePort } from '../tools/ports.ts';
import { startBackgroundProcess } from '../tools/processes.ts';
import { launchBrowser } from './browser.ts';
import { ensureCodeServer } from './codeServerInstall.ts';

const commandLineSchema = v.object({
  values: v.object({
    extensionDevelopmentPath: v.string(),
    extensionTestsPath: v.string(),
    'user-data-dir': v.string(),
    'extensions-dir': v.string(),
  }),
  positionals: v.tuple([v.string()]),
});

const startTimeoutMs = 60_000;

/**
 * Error lines of the run. Most are about things that are missing on purpose (native modules, a
 * marketplace), so they are printed only if the run fails.
 */
const consoleErrors: string[] = [];

// The parent process holds the other end of this pipe, which closes if it is killed.
process.stdin.on('end', () => process.exit(1)).resume();

// runTests adds switches that only the desktop program supports, which strict mode would reject.
const { values, positionals } = v.parse(commandLineSchema, parseArgs({ strict: false }));
process.exit(await runExtensionTests(positionals[0]));

async function runExtensionTests(folder: string): Promise<number> {
  const { serverMain } = await ensureCodeServer();
  const port = await findFreePort();
  const authority = `127.0.0.1:${port}`;
  // Without it, every user of this machine could open a window, which has a terminal. Other users can
  // read the arguments of a process, but not files in this folder.
  const token = randomBytes(16).toString('hex');
  const tokenFile = join(createTemporaryFolder('jimeng-token'), 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const server = startBackgroundProcess(process.execPath, [
    serverMain,
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--connection-token-file', tokenFile],
    '--accept-server-license-terms',
    '--disable-workspace-trust',
    '--disable-telemetry',
    // Without it, the payload below is ignored.
    '--enable-smoke-test-driver',
    ...['--server-data-dir', values['user-data-dir']],
    ...['--user-data-dir', values['user-data-dir']],
    ...['--extensions-dir', values['extensions-dir']],
  ]);
  await server.waitFor(/Extension host agent listening on/, startTimeoutMs);

  const browser = await launchBrowser();
  const page = await browser.newPage();
  const finished = new Promise<number>((resolve) => {
    page.on('crash', () => {
      console.error('The browser page of the extension tests crashed.');
      resolve(1);
    });
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', handleConsoleLine);
  await page.goto(getWorkbenchUrl(authority, folder, token));
  const code = await finished;
  if (code !== 0) console.error(consoleErrors.join('\n'));
  await browser.close();
  await server.stop();
  return code;
}

/** Returns the URL of the workbench, with the extension and its tests in the payload. */
function getWorkbenchUrl(authority: string, folder: string, token: string): string {
  const toRemoteUri = (path: string): string =>
    `vscode-remote://${authority}${pathToFileURL(path).pathname}`;
  const payload = [
    ['extensionDevelopmentPath', toRemoteUri(values.extensionDevelopmentPath)],
    ['extensionTestsPath', toRemoteUri(values.extensionTestsPath)],
  ];
  const url = new URL(`http://${authority}/`);
  url.searchParams.set('tkn', token);
  url.searchParams.set('folder', decodeURI(pathToFileURL(folder).pathname));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Prints a line of the run's console. Errors are kept for later. */
function handleConsoleLine(type: string, args: unknown[]): void {
  const line = format(...args);
  if (type === 'error') consoleErrors.push(line);
  else console.log(line);
}
