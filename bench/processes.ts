import { readdirSync, readFileSync } from 'node:fs';

/** The ids of the extension hosts that this process has started. Linux only. */
export function listExtensionHosts(): number[] {
  const parents = new Map(listProcessIds().map((pid) => [pid, readParentId(pid)]));
  const isDescendant = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === process.pid || (parent !== undefined && parent > 1 && isDescendant(parent));
  };
  return [...parents.keys()].filter(
    (pid) => readTextOrEmpty(`/proc/${pid}/cmdline`).includes('extensionHost') && isDescendant(pid),
  );
}

/** Returns '' if the process has exited in the meantime. */
export function readTextOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function listProcessIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function readParentId(pid: number): number | undefined {
  const parent = /^PPid:\s+(\d+)/m.exec(readTextOrEmpty(`/proc/${pid}/status`))?.[1];
  return parent === undefined ? undefined : Number(parent);
}
