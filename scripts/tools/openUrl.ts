import { findOnPath } from './paths.ts';
import { runSilently } from './processes.ts';

/** Opens a URL in the user's browser, if there is a display. */
export async function openUrl(url: string): Promise<void> {
  const openCommand = getOpenCommand(url);
  if (openCommand === undefined) return;
  const [command, ...args] = openCommand;
  // Ignore failures: the URL is also printed.
  await runSilently(command, args).catch(() => undefined);
}

function getOpenCommand(url: string): [command: string, ...args: string[]] | undefined {
  if (process.platform === 'darwin') return ['open', url];
  // Not `start`, which would cut the URL at `&`.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (display === undefined || findOnPath('xdg-open') === undefined) return undefined;
  return ['xdg-open', url];
}
