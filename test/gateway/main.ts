/**
 * `npm run gateway [-- --port N --latency MS]`: runs the simulated service as its own process. The
 * first and only line on stdout is a JSON object with its URLs; everything else goes to stderr. It
 * is a simulation based on public documentation, see README.md.
 */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import type { RequestEntry } from './control/controlApi.ts';
import { startGateway } from './index.ts';
import { sampleKeys } from './services/bearerKeys.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '4000' },
    'with-parent': { type: 'boolean', default: false },
  },
});
const countSchema = v.pipe(v.string(), v.regex(/^\d+$/, 'must be an integer'), v.transform(Number));
// With seven consecutive ports, the last one is 65535.
const settings = v.safeParse(
  v.object({ port: v.pipe(countSchema, v.maxValue(65529)), latency: countSchema }),
  values,
);
if (!settings.success) {
  console.error(v.summarize(settings.issues));
  process.exit(2);
}

const gateway = await startGateway({
  port: settings.output.port,
  latencyMs: settings.output.latency,
  onResponse: printResponse,
});
console.log(JSON.stringify(gateway.origins));
console.error(`Simulated Jimeng services. Sample key: ${sampleKeys.valid}. Press Ctrl+C to stop.`);

const stop = () => void gateway.close().then(() => process.stdin.destroy());
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
if (values['with-parent']) process.stdin.once('close', stop).resume();

function printResponse({ origin, method, path, query, status, code, faulted }: RequestEntry): void {
  const outcome = status === null ? 'dropped' : `${status} ${code ?? ''}`.trim();
  const call = [origin, method, path, query['Action']].filter((part) => part !== undefined);
  console.error(`${call.join(' ')} → ${outcome}${faulted ? ' (fault)' : ''}`);
}
