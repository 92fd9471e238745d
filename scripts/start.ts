/**
 * `npm start`: a real VS Code with the extension, a sample workspace and keys that are set already.
 * It talks to the simulated service; a key in the environment makes it the real one.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { Key } from '../src/jimeng/index.ts';
import { spawnGateway } from '../test/gateway/spawn.ts';
import { throwAwayFolder } from './tools/endings.ts';
import { openAddress } from './tools/openAddress.ts';
import { inProject } from './tools/paths.ts';
import { startService } from './tools/processes.ts';
import {
  sampleKey,
  sampleProviderKeys,
  simulatedEnvironment,
  type ProviderKey,
} from './tools/simulated.ts';
import {
  installExtension,
  type Profile,
  profileIn,
  startCodeServer,
  writeUserSettings,
} from './vscode/codeServer.ts';
import { type Desktop, desktopProfile, findDesktop, installIntoDesktop } from './vscode/desktop.ts';
import { ensurePackage, packageSampleKey } from './vscode/packages.ts';

/** What the window is given. */
interface Setting {
  readonly env: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

const text = v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty()));
const environment = v.object({
  JIMENG_PROVIDER: v.optional(v.picklist(['octopusx', 'deepwl', 'volcengine']), 'octopusx'),
  JIMENG_API_KEY: text,
  JIMENG_ACCESS_KEY_ID: text,
  JIMENG_SECRET_ACCESS_KEY: text,
  JIMENG_SESSION_TOKEN: text,
});

const given = v.parse(environment, process.env);
const provider = given.JIMENG_PROVIDER;
const realKey = keyOf(given);
const folder = throwAwayFolder('jimeng-start');
const profile = profileIn(join(folder, 'profile'));
const workspace = join(folder, 'lantern-bay');
cpSync(inProject('sample'), workspace, { recursive: true });
const { env, settings } = realKey === undefined ? await simulation() : reality(realKey);
writeUserSettings(profile, { 'jimeng.provider': provider, ...settings });

const desktop = findDesktop();
const packages = [await ensurePackage(), await packageSampleKey(folder)];
console.log('Installing the extension into a throw-away profile…');
for (const vsix of packages) {
  await (desktop ? installIntoDesktop(desktop, vsix, profile) : installExtension(vsix, profile));
}

await (desktop ? runDesktop(desktop, profile, env) : runInBrowser(profile, env));
process.exit();

/** The key of the real provider that the environment holds, if any. */
function keyOf(given: v.InferOutput<typeof environment>): Key | undefined {
  if (provider !== 'volcengine') return given.JIMENG_API_KEY;
  const {
    JIMENG_ACCESS_KEY_ID: accessKeyId,
    JIMENG_SECRET_ACCESS_KEY: secretAccessKey,
    JIMENG_SESSION_TOKEN: sessionToken,
  } = given;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function reality(key: Key): Setting {
  console.log(`Using the real ${provider}: every picture is billed.`);
  return { env: startEnvironment([{ provider, key }]), settings: {} };
}

/** Starts the simulated service, with the mirror of its gateways as the service of one's own. */
async function simulation(): Promise<Setting> {
  const { origins } = await spawnGateway();
  console.log('The simulated service is running; no picture costs anything.');
  const keys = [...sampleProviderKeys, { provider: 'custom', key: sampleKey }];
  const custom = { baseUrl: origins.custom, path: '/jimeng/', model: 'jimeng-4.0' };
  return {
    env: { ...simulatedEnvironment(origins), ...startEnvironment(keys) },
    settings: { 'jimeng.customProvider': custom },
  };
}

function startEnvironment(keys: readonly ProviderKey[]): Record<string, string> {
  return { JIMENG_START_KEYS: JSON.stringify(keys) };
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
