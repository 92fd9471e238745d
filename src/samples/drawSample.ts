import { createHash } from 'node:crypto';
import { characterHeight, characterWidth, hasDot, toDotText } from './dotFont.ts';
import type { Pixels } from './encodePng.ts';
import { advance, layOutText, lineAdvance } from './textLayout.ts';

/** The label of every sample, so that it is not mistaken for a generated image. */
const label = 'SAMPLE';

/** The share of a prompt that the font must have, so that it is not shown with gaps. */
const minDrawableShare = 0.7;

type Color = readonly [red: number, green: number, blue: number];

/** Pixels of a dot of the label, and between the label and the edges of the image. */
const labelScale = 4;
const labelMargin = 28;

/**
 * Draws a gradient with the prompt on it, as far as the font has its characters, and the label.
 * @param seed decides the colors
 */
export function drawSample(
  prompt: string,
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  seed: string,
): Pixels {
  const pixels = { width, height, rgb: new Uint8Array(width * height * 3) };
  drawGradient(pixels, seed);
  const text = toDotText(prompt);
  const isDrawable = text.replaceAll(' ', '').length >= countCharacters(prompt) * minDrawableShare;
  if (isDrawable) drawPrompt(pixels, text);
  drawLabel(pixels);
  return pixels;
}

/** Characters, without spaces and accents. */
function countCharacters(text: string): number {
  return Array.from(text.normalize('NFKD').replaceAll(/[\s\p{M}]/gu, '')).length;
}

/** From one color to another, from the top left to the bottom right. */
function drawGradient({ width, height, rgb }: Pixels, seed: string): void {
  const [first = 0, second = 0] = createHash('sha256').update(seed).digest();
  const hue = (first / 256) * 360;
  const from = toColor(hue, 0.55, 0.3);
  const to = toColor(hue + 50 + (second / 256) * 40, 0.6, 0.46);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const share = (x / width + 2 * (y / height)) / 3;
      const at = (y * width + x) * 3;
      for (const channel of [0, 1, 2] as const)
        rgb[at + channel] = from[channel] + (to[channel] - from[channel]) * share;
    }
  }
}

/** In the middle, with lines of equal left edges. */
function drawPrompt(pixels: Pixels, text: string): void {
  const { width, height } = pixels;
  const { lines, scale } = layOutText(text, width * 0.84, height * 0.56);
  const longest = Math.max(...lines.map(({ length }) => length));
  const left = (width - longest * advance * scale) / 2;
  const top = (height - lines.length * lineAdvance * scale) / 2;
  for (const [index, line] of lines.entries())
    drawLine(pixels, line, left, top + index * lineAdvance * scale, scale);
}

/** At the bottom left, on a dark ground. */
function drawLabel(pixels: Pixels): void {
  const padding = 3 * labelScale;
  const boxWidth = (label.length * advance - 1) * labelScale + 2 * padding;
  const boxHeight = (characterHeight - 1) * labelScale + 2 * padding;
  const left = labelMargin;
  const top = pixels.height - labelMargin - boxHeight;
  for (let y = 0; y < boxHeight; y++) {
    for (let x = 0; x < boxWidth; x++) blend(pixels, left + x, top + y, 0, 0.6);
  }
  drawLine(pixels, label, left + padding, top + padding, labelScale);
}

/** Draws a line of text with round dots. */
function drawLine(pixels: Pixels, line: string, left: number, top: number, scale: number): void {
  for (const [index, character] of Array.from(line).entries()) {
    for (let column = 0; column < characterWidth; column++) {
      for (let row = 0; row < characterHeight; row++) {
        if (!hasDot(character, column, row)) continue;
        drawDot(pixels, left + (index * advance + column) * scale, top + row * scale, scale);
      }
    }
  }
}

/** Draws a dot with smooth edges into a square. */
function drawDot(pixels: Pixels, left: number, top: number, side: number): void {
  const radius = side * 0.47;
  const center = (side - 1) / 2;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const coverage = radius - Math.hypot(x - center, y - center) + 0.5;
      if (coverage > 0)
        blend(pixels, Math.round(left) + x, Math.round(top) + y, 255, Math.min(1, coverage));
    }
  }
}

/** Blends a pixel with a gray, if it is in the image. */
function blend(
  { width, height, rgb }: Pixels,
  x: number,
  y: number,
  gray: number,
  opacity: number,
): void {
  if (x < 0 || x >= width || y < 0 || y >= height) return;
  const at = (y * width + x) * 3;
  for (let channel = at; channel < at + 3; channel++)
    rgb[channel] = (rgb[channel] ?? 0) * (1 - opacity) + gray * opacity;
}

/** @param hue in degrees */
function toColor(hue: number, saturation: number, lightness: number): Color {
  const range = saturation * Math.min(lightness, 1 - lightness);
  const toChannel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return 255 * (lightness - range * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [toChannel(0), toChannel(8), toChannel(4)];
}
