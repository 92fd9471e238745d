import { createHmac, randomBytes } from 'node:crypto';

/** The path that the URLs of all images begin with. */
export const imagePath = '/tos-simulated/';

/** Signs and verifies image URLs, which expire. */
export class ImageUrlSigner {
  readonly #secret = randomBytes(32);

  /** The URL of an image on `origin`, valid until `expiresAt` (milliseconds since 1970). */
  sign(origin: string, name: string, expiresAt: number): string {
    const url = new URL(imagePath + name, origin);
    const expires = String(Math.floor(expiresAt / 1000));
    url.searchParams.set('x-expires', expires);
    url.searchParams.set('x-signature', this.#signature(url.pathname, expires));
    return url.href;
  }

  /** The name of the image if its URL is valid at `now`, otherwise null. */
  check(url: URL, now: number): string | null {
    const expires = url.searchParams.get('x-expires') ?? '';
    const isSigned = url.searchParams.get('x-signature') === this.#signature(url.pathname, expires);
    if (!isSigned || now > Number(expires) * 1000) return null;
    return url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  }

  #signature(path: string, expires: string): string {
    return createHmac('sha256', this.#secret).update(`${path} ${expires}`).digest('base64url');
  }
}
