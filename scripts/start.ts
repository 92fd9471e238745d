/**
 * `npm start`: a real VS Code with the extension, a sample workspace and a key that is set already.
 * It talks to the simulated service; JIMENG_API_KEY and JIMENG_PROVIDER make it the real one.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { spawnGateway } from '../test/gateway/spawn.ts';
import { throwAwayFolder } from './tools/endings.ts';
import { openAddress } from './tools/openAddress.ts';
import { inProject } from './tools/paths.ts';
import { startService } from './tools/processes.ts';
import { sampleKey, simulatedEnvironment } from './tools/simulated.ts';
import {
  installExtension,
  type Profile,
  profileIn,
  startCodeServer,
  writeUserSettings,
} from './vscode/codeServer.ts';
import { type Desktop, desktopProfile, findDesktop, installIntoDesktop } from './vscode/desktop.ts';
import { ensurePackage, packageSampleKey } from './vscode/packages.ts';

const environment = v.object({
  JIMENG_API_KEY: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty())),
  JIMENG_PROVIDER: v.optional(v.picklist(['octopusx', 'deepwl']), 'octopusx'),
});

const { JIMENG_API_KEY: realKey, JIMENG_PROVIDER: provider } = v.parse(environment, process.env);
const folder = throwAwayFolder('jimeng-start');
const profile = profileIn(join(folder, 'profile'));
const workspace = join(folder, 'lantern-bay');
cpSync(inProject('sample'), workspace, { recursive: true });
writeUserSettings(profile, { 'jimeng.provider': provider });

const desktop = findDesktop();
const packages = [await ensurePackage(), await packageSampleKey(folder)];
console.log('Installing the extension into a throw-away profile…');
for (const vsix of packages) {
  await (desktop ? installIntoDesktop(desktop, vsix, profile) : installExtension(vsix, profile));
}

const env = {
  ...(realKey === undefined ? await startSimulation() : {}),
  JIMENG_START_PROVIDER: realKey === undefined ? 'octopusx,deepwl' : provider,
  JIMENG_START_KEY: realKey ?? sampleKey,
};
if (realKey !== undefined) console.log(`Using the real ${provider}: every picture is billed.`);
await (desktop ? runDesktop(desktop, profile, env) : runInBrowser(profile, env));
process.exit();

async function startSimulation(): Promise<Record<string, string>> {
  const gateway = await spawnGateway();
  console.log('The simulated service is running; no picture costs anything.');
  return simulatedEnvironment(gateway.origins);
}

async function runDesktop(
  { program }: Desktop,
  profile: Profile,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  console.log('Opening VS Code. Close its window, or press Ctrl+C here, to end everything.');
  const args = [...desktopProfile(profile), workspace, join(workspace, 'README.md')];
  await startService(program, args, { env }).ended;
}

async function runInBrowser(
  profile: Profile,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const server = await startCodeServer(profile, env);
  const address = new URL(server.url);
  address.searchParams.set('folder', workspace);
  const readme = pathToFileURL(join(workspace, 'README.md')).pathname;
  address.searchParams.set(
    'payload',
    JSON.stringify([['openFile', `vscode-remote://${address.host}${readme}`]]),
  );
  console.log(`\nVS Code is at  ${address.href}\n\nPress Ctrl+C to end everything.`);
  await openAddress(address.href);
  await server.ended;
}
