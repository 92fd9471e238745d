import { createHmac, randomBytes } from 'node:crypto';

/** Signs and checks the addresses of pictures, which stop working after a while. */
export class ImageUrlSigner {
  readonly #secret = randomBytes(32);

  /** The address of a picture on `origin`, good until `expiresAt` (milliseconds since 1970). */
  sign(origin: string, name: string, expiresAt: number): string {
    const url = new URL(`/tos-simulated/${name}`, origin);
    const expires = String(Math.floor(expiresAt / 1000));
    url.searchParams.set('x-expires', expires);
    url.searchParams.set('x-signature', this.#signature(url.pathname, expires));
    return url.href;
  }

  /** The name of the picture that an address is good for at `now`, or null. */
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
