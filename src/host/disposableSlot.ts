interface Disposable {
  dispose(): unknown;
}

/** Holds at most one disposable. Setting another one, or disposing of the slot, disposes of it. */
export class DisposableSlot<T extends Disposable> implements Disposable {
  #value: T | undefined;

  get value(): T | undefined {
    return this.#value;
  }

  set value(value: T | undefined) {
    if (value === this.#value) return;
    const previous = this.#value;
    this.#value = value;
    previous?.dispose();
  }

  /** Forgets the value without disposing of it. */
  release(): void {
    this.#value = undefined;
  }

  dispose(): void {
    this.value = undefined;
  }
}
