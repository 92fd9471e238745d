/*
 * Syntax that the parser of Markdown takes for text: of wiki links, template languages, directives, attributes,
 * highlights, and the like. Code is skipped: private characters are its placeholder.
 */

/** What is replaced by the first group that matched, or removed. */
const inlineSyntax: readonly RegExp[] = [
  // `{{< shortcode >}}`, `{{ value }}`, `{% tag %}`, `{# comment #}`, `%% comment %%`
  /\{\{(?:[^{}\n]|\}(?!\})){0,300}\}\}/g,
  /\{%(?:[^%\n]|%(?!\})){0,300}%\}/g,
  /\{#\s(?:[^#\n]|#(?!\})){0,300}#\}/g,
  /%%[^%\n]{1,300}%%/g,
  // `![[image.png]]` and `[[page|text]]`
  /!\[\[[^[\]|\n]{0,300}(?:\|(?:\d+(?:x\d+)?|([^[\]|\n]{0,300})))?\]\]/g,
  /\[\[[^[\]|\n]{0,300}\|([^[\]\n]{0,300})\]\]/g,
  /\[\[([^[\]|\n]{0,300})\]\]/g,
  // `:abbr[text]{title="…"}` and `[text]{.class}`
  /(?<![\w:]):\w{1,50}\[([^[\]\n]{0,300})\](?:\{[^{}\n]{0,300}\})?/g,
  /\[([^[\]\n]{0,300})\]\{:?\s?[.#\w][^{}\n]{0,300}\}/g,
  // `{.class #id key=value}`
  /\{:?\s?(?:[.#][\w-]{1,300}|[\w-]{1,300}=(?:"[^"{}\n]{0,300}"|[^\s"{}]{1,300}))(?:\s[^{}\n]{0,300})?\}/g,
  // `==mark==`, `^sup^`, `H~2~O`
  /==(?![\s=])([^=\n]{1,500}(?<!\s))==(?!=)/g,
  /\^(?!\s)([^\s^[\]]{1,50})\^/g,
  /(?<=[a-z\d)])~([a-z\d+-]{1,10})~(?![\d~])/gi,
];

/** Lines that start or end a container. What follows is its type, its attributes, and its title. */
const containerMarker = /^\s*(?::{3,}|::(?=[a-z])|!!!|\?\?\?\+?|===[!+]?(?= ))/i;

/** The title of a container, if a line starts or ends one. Any other line stays as it is. */
function readContainerLine(line: string): string {
  const [marker] = containerMarker.exec(line) ?? [];
  if (marker === undefined) return line;
  const rest = line.slice(marker.length).trim();
  const [, label] = /^[\w-]*\[([^[\]]*)\]/.exec(rest) ?? [];
  if (label !== undefined) return label;
  const [, quoted] = /"([^"]*)"$/.exec(rest) ?? [];
  if (quoted !== undefined && !rest.startsWith('{')) return quoted;
  return marker.trim().startsWith(':::')
    ? rest
        .replace(/^[\w-]*/, '')
        .replace(/\{[^{}]*\}/, '')
        .trim()
    : '';
}

/** Removes the markup that the parser of Markdown does not know, and leaves its text. */
export function removeLiteralSyntax(text: string): string {
  let result = text.split('\n').map(readContainerLine).join('\n');
  for (const pattern of inlineSyntax) {
    result = result.replace(pattern, (_, ...groups: unknown[]) => {
      const [content] = groups;
      return typeof content === 'string' ? content : '';
    });
  }
  return result === text ? text : result.replace(/(?<=\S) {2,}(?=\S)/g, ' ');
}
