/*
 * Syntax that the parser of Markdown takes for text: of wiki links, template languages, directives, attributes,
 * highlights, and the like. Code is not looked at: its place is held by private characters.
 */

/** What is replaced by the first group that matched, or removed. */
const inlineSyntax: readonly RegExp[] = [
  // `{{< shortcode >}}`, `{{ value }}`, `{% tag %}`, `{# comment #}`, `%% comment %%`
  /\{\{(?:[^{}\n]|\}(?!\}))*\}\}/g,
  /\{%(?:[^%\n]|%(?!\}))*%\}/g,
  /\{#\s(?:[^#\n]|#(?!\}))*#\}/g,
  /%%[^%\n]+%%/g,
  // `![[image.png]]` and `[[page|text]]`
  /!\[\[[^[\]|\n]*(?:\|(?:\d+(?:x\d+)?|([^[\]|\n]*)))?\]\]/g,
  /\[\[[^[\]|\n]*\|([^[\]\n]*)\]\]/g,
  /\[\[([^[\]|\n]*)\]\]/g,
  // `:abbr[text]{title="…"}` and `[text]{.class}`
  /(?<![\w:]):\w{1,50}\[([^[\]\n]*)\](?:\{[^{}\n]*\})?/g,
  /\[([^[\]\n]*)\]\{:?\s?[.#\w][^{}\n]*\}/g,
  // `{.class #id key=value}`
  /\{:?\s?(?:[.#][\w-]+|[\w-]+=(?:"[^"{}\n]*"|[^\s"{}]+))(?:\s[^{}\n]*)?\}/g,
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
