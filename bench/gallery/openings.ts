import type { Frame } from 'playwright-core';
import { eventually, type VsCodeWindow } from '../../test/ui/driver/index.ts';
import type { BenchPage } from './benchPage.ts';

/** How often each opening is measured. The median is reported. */
export const roundCount = 3;
/** Time until VS Code and its processes are idle after startup. */
const startupSettleMs = 5000;
const openGalleryCommand = 'Jimeng: Open Gallery';

declare const globalThis: BenchPage;

/**
 * Opens an empty webview and then the gallery, each as the first one of a window that has just
 * started.
 */
export async function measureColdOpenings(window: VsCodeWindow): Promise<ColdOpening[]> {
  const openings: ColdOpening[] = [];
  const open = async (command: string): Promise<Opening> => {
    await window.reload();
    // Wait, so that VS Code's own startup work is not measured.
    await window.page.waitForTimeout(startupSettleMs);
    return measureFirstScreen(window, command);
  };
  for (let round = 0; round < roundCount; round++) {
    if (round > 0) await window.runCommand('View: Close Editor');
    const empty = await open('Open Empty Webview');
    await window.runCommand('View: Close Editor');
    openings.push({ ...(await open(openGalleryCommand)), emptyWebview: empty });
  }
  return openings;
}

/** An opening of a webview, until all images in view are painted. Times are in milliseconds. */
export interface Opening {
  readonly frame: Frame;
  readonly fromCommandMs: number;
  readonly fromPageMs: number;
  readonly bytes: number;
  readonly thumbnailBytes: number;
}

/** The first opening in a window that has just started. */
export interface ColdOpening extends Opening {
  /** The opening of an empty webview in the same window, for comparison. */
  readonly emptyWebview: Opening;
}

/** The frame of the open webview: that of the gallery, or the empty one. */
async function findWebviewFrame({ page }: VsCodeWindow): Promise<Frame> {
  return eventually('the webview', async () => {
    for (const frame of page.frames()) {
      const isWebview = await frame
        .evaluate('document.body?.matches("[data-strings], [data-empty]")')
        .catch(() => false);
      if (isWebview === true) return frame;
    }
    return undefined;
  });
}

/** Opens the gallery, or the webview of another command, and measures it. */
export async function measureFirstScreen(
  window: VsCodeWindow,
  command = openGalleryCommand,
): Promise<Opening> {
  await window.runCommand(command);
  const commandedAt = await window.page.evaluate(() => globalThis.pressedAt);
  const frame = await findWebviewFrame(window);
  const { startedAt, shownAt, ...opened } = await eventually(
    'the first screen',
    () =>
      frame.evaluate(() => {
        const {
          startedAt,
          firstScreenAt: shownAt,
          openingBytes: bytes,
          thumbnailBytes,
        } = globalThis.galleryBench;
        return shownAt !== undefined && { startedAt, shownAt, bytes, thumbnailBytes };
      }),
    60_000,
  );
  return {
    frame,
    fromCommandMs: shownAt - commandedAt,
    fromPageMs: shownAt - startedAt,
    ...opened,
  };
}
