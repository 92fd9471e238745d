import { onPath } from './paths.ts';
import { runQuietly } from './processes.ts';

/** Opens an address in the user's browser, where there is a screen to show it. */
export async function openAddress(address: string): Promise<void> {
  const opener = openerFor(address);
  if (opener === undefined) return;
  const [command, ...args] = opener;
  // The address was printed: whoever cannot have it opened can open it.
  await runQuietly(command, args).catch(() => undefined);
}

function openerFor(address: string): [command: string, ...args: string[]] | undefined {
  if (process.platform === 'darwin') return ['open', address];
  // Not `start`, for which an `&` ends the address.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  const hasScreen = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (hasScreen === undefined || onPath('xdg-open') === undefined) return undefined;
  return ['xdg-open', address];
}
