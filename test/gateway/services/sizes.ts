/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

export type Resolution = '1k' | '2k' | '4k';

/** The documented sizes by ratio. 1K supports only the square (docs/service.md §5.2). */
const tables: Record<Resolution, readonly (readonly [ratio: string, Size])[]> = {
  '1k': [['1:1', { width: 1024, height: 1024 }]],
  '2k': [
    ['1:1', { width: 2048, height: 2048 }],
    ['4:3', { width: 2304, height: 1728 }],
    ['3:2', { width: 2496, height: 1664 }],
    ['16:9', { width: 2560, height: 1440 }],
    ['21:9', { width: 3024, height: 1296 }],
  ],
  '4k': [
    ['1:1', { width: 4096, height: 4096 }],
    ['4:3', { width: 4694, height: 3520 }],
    ['3:2', { width: 4992, height: 3328 }],
    ['16:9', { width: 5404, height: 3040 }],
    ['21:9', { width: 6198, height: 2656 }],
  ],
};

/** The sizes listed for 2K. */
export const sizes2k: readonly Size[] = tables['2k'].map(([, size]) => size);

/** The prompt and size of a request. */
export interface SizeRequest {
  prompt: string;
  width?: number | undefined;
  height?: number | undefined;
  /** Area in pixels. */
  size?: number | undefined;
  resolution?: Resolution | undefined;
}

/**
 * The size of the images: width and height, else the area, else the resolution (2K by default), in
 * the ratio that the prompt requests.
 */
export function resolveSize({ prompt, width, height, size, resolution }: SizeRequest): Size {
  if (width !== undefined && height !== undefined) return { width, height };
  const tableSize = tableSizeFor(prompt, resolution ?? '2k');
  if (size === undefined || resolution !== undefined) return tableSize;
  const roundedWidth = Math.round(Math.sqrt((size * tableSize.width) / tableSize.height));
  return { width: roundedWidth, height: Math.round(size / roundedWidth) };
}

function tableSizeFor(prompt: string, resolution: Resolution): Size {
  const table = tables[resolution];
  for (const [, first, second] of prompt.matchAll(/(?<!\d)(\d{1,2}) ?[:：] ?(\d{1,2})(?!\d)/g)) {
    const landscape = table.find(([ratio]) => ratio === `${first}:${second}`)?.[1];
    if (landscape) return landscape;
    const portrait = table.find(([ratio]) => ratio === `${second}:${first}`)?.[1];
    if (portrait) return { width: portrait.height, height: portrait.width };
  }
  const side = { '1k': 1024, '2k': 2048, '4k': 4096 }[resolution];
  return { width: side, height: side };
}

/** Number of images that a prompt requests ("set of 3", "3张"), from 1 to `max`. */
export function imageCountIn(prompt: string, max: number): number {
  const match = /set of (\d{1,2})\b|(\d{1,2}) ?张/i.exec(prompt);
  return Math.min(max, Math.max(1, Number(match?.[1] ?? match?.[2] ?? 1)));
}
