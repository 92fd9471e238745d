const imageName = /[^\s/\\]\.(?:a?png|jpe?g|jfif|webp|avif|gif|svg|bmp|ico|tiff?|heic)$/i;

/** Whether a path or URL is one of an image file. A pattern such as `*.png` is not. */
export function isImagePath(path: string): boolean {
  if (/[*\n]/.test(path)) return false;
  const [withoutQuery = ''] = path.split(/[?#]/, 1);
  return imageName.test(path) || imageName.test(withoutQuery);
}
