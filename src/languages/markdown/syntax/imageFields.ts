/** The last words of names whose values are images: of fields, attributes, and parameters. */
const words =
  'image|img|cover|thumb|thumbnail|banner|hero|photo|picture|avatar|logo|icon|favicon|teaser|poster|card|figure|gallery|background|header|overlay|splash|src|path|file|url|screenshot|preview|feature|featured|illustration|source|link';
const imageField = new RegExp(`(?:^|[_.\\-\\s])(?:${words})s?$`, 'i');
/** `ogImage`. */
const camelCase =
  /(?:Image|Img|Cover|Thumbnail|Photo|Picture|Banner|Avatar|Logo|Icon|Src|Path|Url)s?$/;

/** Whether a field with this name has an image: `cover`, `og_image`, `ogImage`. */
export function fieldHasImage(name: string): boolean {
  return imageField.test(name) || camelCase.test(name);
}
