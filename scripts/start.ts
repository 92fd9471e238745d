/**
 * `npm start`: opens a real VS Code with the extension, the sample workspace, and API keys that are
 * already set. It uses the simulated service, or the real one if the environment contains an API
 * key.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { ApiKeyInput } from '../src/jimeng/index.ts';
import { spawnGateway } from '../test/gateway/spawnGateway.ts';
import { createTemporaryFolder } from './tools/cleanup.ts';
import { readFirstSteps } from './tools/firstSteps.ts';
import { openUrl } from './tools/openUrl.ts';
import { resolveProjectPath } from './tools/paths.ts';
import { startBackgroundProcess } from './tools/processes.ts';
import {
  sampleKey,
  sampleProviderKeys,
  toSimulatedEnvironment,
  type ProviderKey,
} from './tools/simulatedService.ts';
import {
  installExtension,
  type Profile,
  createProfile,
  startCodeServer,
  writeUserSettings,
} from './vscode/codeServer.ts';
import {
  type Desktop,
  toDesktopProfileArgs,
  findDesktop,
  installIntoDesktop,
} from './vscode/desktop.ts';
import { ensurePackage, packageSampleKey } from './vscode/packages.ts';

/** Environment and settings of the window. */
interface LaunchConfiguration {
  readonly env: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

const optionalText = v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty()));
const environmentSchema = v.object({
  JIMENG_PROVIDER: v.optional(v.picklist(['octopusx', 'deepwl', 'volcengine']), 'octopusx'),
  JIMENG_API_KEY: optionalText,
  JIMENG_ACCESS_KEY_ID: optionalText,
  JIMENG_SECRET_ACCESS_KEY: optionalText,
  JIMENG_SESSION_TOKEN: optionalText,
});

const environmentValues = v.parse(environmentSchema, process.env);
const provider = environmentValues.JIMENG_PROVIDER;
const realKey = readRealKey(environmentValues);
const folder = createTemporaryFolder('jimeng-start');
const profile = createProfile(join(folder, 'profile'));
const workspace = join(folder, 'lantern-bay');
cpSync(resolveProjectPath('sample'), workspace, { recursive: true });
const { env, settings } =
  realKey === undefined ? await startSimulatedService() : configureRealService(realKey);
writeUserSettings(profile, { 'jimeng.provider': provider, ...settings });

const desktop = findDesktop();
const packages = [await ensurePackage(), await packageSampleKey(folder)];
console.log('Installing the extension into a temporary profile…');
for (const vsix of packages) {
  await (desktop ? installIntoDesktop(desktop, vsix, profile) : installExtension(vsix, profile));
}

await (desktop ? runDesktop(desktop, profile, env) : runInBrowser(profile, env));
process.exit();

/** The API key of the real provider from the environment, if any. */
function readRealKey(
  environmentValues: v.InferOutput<typeof environmentSchema>,
): ApiKeyInput | undefined {
  if (provider !== 'volcengine') return environmentValues.JIMENG_API_KEY;
  const {
    JIMENG_ACCESS_KEY_ID: accessKeyId,
    JIMENG_SECRET_ACCESS_KEY: secretAccessKey,
    JIMENG_SESSION_TOKEN: sessionToken,
  } = environmentValues;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function configureRealService(key: ApiKeyInput): LaunchConfiguration {
  console.log(`Using the real ${provider}: every image is billed.`);
  return { env: toStartEnvironment([{ provider, key }]), settings: {} };
}

/** Starts the simulated service and configures its mirror as the custom provider. */
async function startSimulatedService(): Promise<LaunchConfiguration> {
  const { origins } = await spawnGateway();
  console.log('The simulated service is running. Images cost nothing.');
  const keys = [...sampleProviderKeys, { provider: 'custom', key: sampleKey }];
  const customProvider = { baseUrl: origins.custom, path: '/jimeng/', model: 'jimeng-4.0' };
  return {
    env: { ...toSimulatedEnvironment(origins), ...toStartEnvironment(keys) },
    settings: { 'jimeng.customProvider': customProvider },
  };
}

function toStartEnvironment(keys: readonly ProviderKey[]): Record<string, string> {
  return { JIMENG_START_KEYS: JSON.stringify(keys) };
}

async function runDesktop(
  { program }: Desktop,
  profile: Profile,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  console.log(`Opening VS Code. Close its window or press Ctrl+C here to stop everything.

${readFirstSteps().join('\n')}`);
  const args = [...toDesktopProfileArgs(profile), workspace, join(workspace, 'README.md')];
  await startBackgroundProcess(program, args, { env }).exited;
}

async function runInBrowser(
  profile: Profile,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const server = await startCodeServer(profile, env);
  const url = new URL(server.url);
  url.searchParams.set('folder', workspace);
  const readme = pathToFileURL(join(workspace, 'README.md')).pathname;
  url.searchParams.set(
    'payload',
    JSON.stringify([['openFile', `vscode-remote://${url.host}${readme}`]]),
  );
  console.log(`
VS Code is at  ${url.href}
Its password is  ${server.password}

${readFirstSteps().join('\n')}

Press Ctrl+C to stop everything.`);
  await openUrl(url.href);
  await server.exited;
}
