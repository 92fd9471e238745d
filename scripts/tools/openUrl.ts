import { findOnPath } from './paths.ts';
import { runSilently } from './processes.ts';

/** Opens an address in the user's browser, where there is a screen to show it. */
export async function openUrl(url: string): Promise<void> {
  const openCommand = getOpenCommand(url);
  if (openCommand === undefined) return;
  const [command, ...args] = openCommand;
  // The address was printed: whoever cannot have it opened can open it.
  await runSilently(command, args).catch(() => undefined);
}

function getOpenCommand(url: string): [command: string, ...args: string[]] | undefined {
  if (process.platform === 'darwin') return ['open', url];
  // Not `start`, for which an `&` ends the address.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (display === undefined || findOnPath('xdg-open') === undefined) return undefined;
  return ['xdg-open', url];
}
