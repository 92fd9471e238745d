import { eventually } from '../../test/support/eventually.ts';
import { listExtensionHosts, readTextOrEmpty } from '../processes.ts';

/** What an extension host has used since it was started. */
export interface HostUsage {
  /** Seconds of processor time, of all threads. */
  readonly cpuSeconds: number;
  /** Resident memory. */
  readonly megabytes: number;
  /** Calls that read from files, pipes, and sockets. */
  readonly readCalls: number;
  readonly readMegabytes: number;
}

/** Linux counts processor time in this unit. */
const clockTickSeconds = 0.01;

/** Measures the only extension host of this process. Linux only. */
export async function measureHost(): Promise<HostUsage> {
  const pid = await eventually('the extension host', () => listExtensionHosts()[0]);
  // The name of the process, in parentheses, may contain spaces.
  const [, fields = ''] = readTextOrEmpty(`/proc/${pid}/stat`).split(') ');
  const [userTicks, systemTicks] = fields.split(' ').slice(11, 13).map(Number);
  const io = readTextOrEmpty(`/proc/${pid}/io`);
  return {
    cpuSeconds: ((userTicks ?? Number.NaN) + (systemTicks ?? Number.NaN)) * clockTickSeconds,
    megabytes: readNumber(readTextOrEmpty(`/proc/${pid}/status`), 'VmRSS') / 1024,
    readCalls: readNumber(io, 'syscr'),
    readMegabytes: readNumber(io, 'rchar') / 2 ** 20,
  };
}

/** The number after a label of a file in `/proc`. */
function readNumber(text: string, label: string): number {
  return Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(text)?.[1]);
}
