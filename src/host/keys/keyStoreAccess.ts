import { JimengError, type Clock } from '../../jimeng/index.ts';

/** Milliseconds after which the key store of the system counts as not responding. */
export const keyStoreTimeoutMs = 30_000;

/** What an access to the key store works with. */
export interface KeyStoreAccessOptions {
  readonly clock: Clock;
  /** Called with what the key store has thrown, for the log. */
  readonly onError: (error: unknown) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for the key store of the system, which may be locked, may refuse, or may never respond.
 * @throws JimengError of kind `keyStore`, or the reason of the signal when it is aborted.
 */
export async function accessKeyStore<T>(
  access: () => PromiseLike<T>,
  { clock, onError, signal }: KeyStoreAccessOptions,
): Promise<T> {
  signal?.throwIfAborted();
  const finished = new AbortController();
  const endSignal = signal ? AbortSignal.any([signal, finished.signal]) : finished.signal;
  const timeout = clock.sleep(keyStoreTimeoutMs, endSignal).then(() => {
    onError(new Error(`The key store did not respond within ${keyStoreTimeoutMs / 1000} s`));
    throw new JimengError({ kind: 'keyStore', problem: 'noResponse' });
  });
  // `access` may throw at once.
  const result = Promise.resolve()
    .then(access)
    .catch((error: unknown) => {
      onError(error);
      throw new JimengError({ kind: 'keyStore', problem: 'failed' }, { cause: error });
    });
  try {
    return await Promise.race([result, timeout]);
  } finally {
    finished.abort();
  }
}
