import { createHash } from 'node:crypto';
import type { Size } from '../services/sizes.ts';
import { fitTextToBox, lineSpacing } from './textLayout.ts';

/** The content of an image. */
export interface Scene extends Size {
  prompt: string;
  footer: string;
  /** Distinguishes the images of a set. */
  variant: number;
}

/**
 * Renders the scene as SVG: hills in the evening, in colors that depend on the prompt, with the
 * prompt on top.
 */
export function sceneSvg({ prompt, footer, variant, width, height }: Scene): string {
  const hash = createHash('sha256').update(`${prompt}\n${variant}`).digest();
  const randomAt = (index: number) => hash.readUInt8(index) / 255;
  const hue = Math.round(randomAt(0) * 360);
  const shortSide = Math.min(width, height);
  const sun = { x: width * (0.15 + 0.7 * randomAt(1)), y: height * (0.22 + 0.3 * randomAt(2)) };

  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0.3" y2="1">
<stop offset="0" stop-color="hsl(${hue}, 48%, 26%)"/>
<stop offset="0.75" stop-color="hsl(${hue + 45}, 58%, 56%)"/>
</linearGradient>
<radialGradient id="glow">
<stop offset="0" stop-color="#fff" stop-opacity="0.5"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
</radialGradient>
</defs>
<rect width="100%" height="100%" fill="url(#sky)"/>
<circle cx="${sun.x}" cy="${sun.y}" r="${shortSide * 0.42}" fill="url(#glow)"/>
<circle cx="${sun.x}" cy="${sun.y}" r="${shortSide * 0.11}" fill="hsl(${hue + 60}, 80%, 84%)" opacity="0.75"/>
${[0, 1, 2].map((layer) => renderHill(layer, hue, randomAt, { width, height })).join('\n')}
${renderPrompt(prompt, { width, height })}
<text x="${shortSide * 0.04}" y="${height - shortSide * 0.035}" font-family="sans-serif" font-size="${shortSide * 0.024}" fill="#fff" opacity="0.75">${escapeXml(footer)}</text>
</svg>`;
}

function renderHill(
  layer: number,
  hue: number,
  randomAt: (index: number) => number,
  { width, height }: Size,
): string {
  const heightAt = (index: number) =>
    height * (0.64 + 0.1 * layer + 0.14 * (randomAt(3 + layer * 4 + index) - 0.5));
  const start = `M0 ${height} V${heightAt(0)}`;
  const ridge = `C${width * 0.3} ${heightAt(1)} ${width * 0.6} ${heightAt(2)} ${width} ${heightAt(3)}`;
  const color = `hsl(${hue + 20 - layer * 15}, 42%, ${34 - layer * 9}%)`;
  return `<path d="${start} ${ridge} V${height} Z" fill="${color}" opacity="0.85"/>`;
}

function renderPrompt(prompt: string, { width, height }: Size): string {
  const { lines, fontSize } = fitTextToBox(
    prompt,
    width * 0.84,
    height * 0.8,
    Math.min(width, height) / 11,
  );
  const lineHeight = fontSize * lineSpacing;
  const top = height * 0.46 - ((lines.length - 1) * lineHeight) / 2 + fontSize * 0.35;
  const renderLines = (offset: number, attributes: string) =>
    lines
      .map((line, index) => {
        const coordinates = `x="${width / 2 + offset}" y="${top + index * lineHeight + offset}"`;
        return `<text ${coordinates} ${attributes}>${escapeXml(line)}</text>`;
      })
      .join('');
  return `<g font-family="sans-serif" font-weight="bold" font-size="${fontSize}" text-anchor="middle">${renderLines(fontSize * 0.04, 'fill="#000" opacity="0.45"')}${renderLines(0, 'fill="#fff"')}</g>`;
}

/**
 * Escapes text for XML, and replaces control characters and lone surrogates, which XML does not
 * allow.
 */
function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
