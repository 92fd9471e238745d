import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Megabytes of memory, each page shared by several processes counted in parts. Linux alone tells. */
function megabytesOf(pid: number): number {
  const rollup = readText(`/proc/${pid}/smaps_rollup`);
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN) / 1024;
}

/** What the processes that draw pages take together, the decoded pictures among it. */
export async function pagesMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { id }) => sum + megabytesOf(id), 0);
}

/** Has the pages give back what they only keep in case it is wanted again, as where memory is short. */
export async function giveBack(browser: Browser): Promise<void> {
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Memory.simulatePressureNotification', { level: 'critical' });
    await session.detach();
  }
  await new Promise((resolve) => setTimeout(resolve, 3000));
}

/** What the extension hosts that this process has started take together. */
export function hostMegabytes(): number {
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]));
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === process.pid || (parent !== undefined && parent > 1 && isOurs(parent));
  };
  return [...parents.keys()]
    .filter((pid) => readText(`/proc/${pid}/cmdline`).includes('extensionHost') && isOurs(pid))
    .reduce((sum, pid) => sum + megabytesOf(pid), 0);
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(pid: number): number | undefined {
  const parent = /^PPid:\s+(\d+)/m.exec(readText(`/proc/${pid}/status`))?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** Nothing of a process that has ended meanwhile. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
