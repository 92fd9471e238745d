import { createHash } from 'node:crypto';
import type { Size } from './sizes.ts';
import { fitText, leading } from './text.ts';

/** What a picture shows. */
export interface Scene extends Size {
  prompt: string;
  footer: string;
  /** Makes the pictures of one prompt differ. */
  variant: number;
}

/** The scene as SVG: a hilly evening in colours that follow from the prompt, the prompt upon it. */
export function sceneSvg({ prompt, footer, variant, width, height }: Scene): string {
  const chance = createHash('sha256').update(`${prompt}\n${variant}`).digest();
  const pick = (position: number) => chance.readUInt8(position) / 255;
  const hue = Math.round(pick(0) * 360);
  const short = Math.min(width, height);
  const sun = { x: width * (0.15 + 0.7 * pick(1)), y: height * (0.22 + 0.3 * pick(2)) };

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
<circle cx="${sun.x}" cy="${sun.y}" r="${short * 0.42}" fill="url(#glow)"/>
<circle cx="${sun.x}" cy="${sun.y}" r="${short * 0.11}" fill="hsl(${hue + 60}, 80%, 84%)" opacity="0.75"/>
${[0, 1, 2].map((layer) => hill(layer, hue, pick, { width, height })).join('\n')}
${lettering(prompt, { width, height })}
<text x="${short * 0.04}" y="${height - short * 0.035}" font-family="sans-serif" font-size="${short * 0.024}" fill="#fff" opacity="0.75">${escaped(footer)}</text>
</svg>`;
}

function hill(
  layer: number,
  hue: number,
  pick: (position: number) => number,
  { width, height }: Size,
): string {
  const level = (position: number) =>
    height * (0.64 + 0.1 * layer + 0.14 * (pick(3 + layer * 4 + position) - 0.5));
  const start = `M0 ${height} V${level(0)}`;
  const ridge = `C${width * 0.3} ${level(1)} ${width * 0.6} ${level(2)} ${width} ${level(3)}`;
  const color = `hsl(${hue + 20 - layer * 15}, 42%, ${34 - layer * 9}%)`;
  return `<path d="${start} ${ridge} V${height} Z" fill="${color}" opacity="0.85"/>`;
}

function lettering(prompt: string, { width, height }: Size): string {
  const { lines, fontSize } = fitText(
    prompt,
    width * 0.84,
    height * 0.8,
    Math.min(width, height) / 11,
  );
  const step = fontSize * leading;
  const top = height * 0.46 - ((lines.length - 1) * step) / 2 + fontSize * 0.35;
  const draw = (shift: number, paint: string) =>
    lines
      .map((line, index) => {
        const place = `x="${width / 2 + shift}" y="${top + index * step + shift}"`;
        return `<text ${place} ${paint}>${escaped(line)}</text>`;
      })
      .join('');
  return `<g font-family="sans-serif" font-weight="bold" font-size="${fontSize}" text-anchor="middle">${draw(fontSize * 0.04, 'fill="#000" opacity="0.45"')}${draw(0, 'fill="#fff"')}</g>`;
}

/** Text that is safe inside XML, which has no place for control characters and halves of pairs. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
