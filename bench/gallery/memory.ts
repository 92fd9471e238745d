import type { Browser } from 'playwright-core';
import { listExtensionHosts, readTextOrEmpty } from '../processes.ts';

const releaseDelayMs = 3000;

/**
 * Proportional set size of a process in megabytes (shared pages are split between processes). Linux
 * only.
 */
function readMegabytes(pid: number): number {
  const rollup = readTextOrEmpty(`/proc/${pid}/smaps_rollup`);
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN) / 1024;
}

/** Memory of all renderer processes, including decoded images. */
export async function measurePagesMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { id }) => sum + readMegabytes(id), 0);
}

/** Makes the pages free their caches, as they do when memory is low. */
export async function releaseMemory(browser: Browser): Promise<void> {
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Memory.simulatePressureNotification', { level: 'critical' });
    await session.detach();
  }
  await new Promise((resolve) => setTimeout(resolve, releaseDelayMs));
}

/** Memory of the extension hosts that this process has started. */
export function measureHostMegabytes(): number {
  return listExtensionHosts().reduce((sum, pid) => sum + readMegabytes(pid), 0);
}
