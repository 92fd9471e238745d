/** A promise that a test fulfills explicitly. */
export function deferred<T = undefined>(): { promise: Promise<T>; fulfill: (value: T) => void } {
  let fulfill: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    fulfill = resolve;
  });
  return { promise, fulfill };
}
