import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { createGatewayClient, type GatewayClient } from './control/controlClient.ts';
import { originsSchema, type Origins } from './control/controlApi.ts';

/** A gateway in its own process, which ends with this process. */
export interface SpawnedGateway extends GatewayClient {
  origins: Origins;
  /** Stops the process and waits for it. */
  close: () => Promise<void>;
}

/**
 * Starts the gateway as a process. `port` is the first of seven consecutive ports (0 for free
 * ones), `latencyMs` the duration of a task. Rejects with the output of the process if it exits
 * before it listens.
 */
export async function spawnGateway({ port = 0, latencyMs = 4000 } = {}): Promise<SpawnedGateway> {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const args = ['--port', String(port), '--latency', String(latencyMs)];
  const child = spawn(process.execPath, [main, '--with-parent', ...args]);
  const origins = await readOrigins(child).catch(async (error: unknown) => {
    await terminate(child);
    throw error;
  });
  return { ...createGatewayClient(origins.control), origins, close: () => terminate(child) };
}

async function readOrigins(child: ChildProcess): Promise<Origins> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The gateway was started without pipes');
  let stderrText = '';
  stderr.on('data', (chunk: Buffer) => {
    // Truncated: the output is only needed if the start fails, but must be consumed.
    stderrText = (stderrText + chunk.toString()).slice(-4000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      reject(new Error(`The gateway exited before it was ready:\n${stderrText}`));
    });
    createInterface(stdout).once('line', (line) => {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), originsSchema), line);
      if (parsed.success) resolve(parsed.output);
      else reject(new Error(`Unexpected output of the gateway: ${line}`));
    });
  });
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}
