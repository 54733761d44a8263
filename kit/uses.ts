/** Counts who uses something that is to be closed after its last use. */
export class Uses {
  #count = 0;
  #onLast: (() => void) | undefined = undefined;

  begin(): void {
    this.#count += 1;
  }

  end(): void {
    this.#count -= 1;
    if (this.#count === 0) this.#onLast?.();
  }

  /** Resolves when nobody uses it; nobody may begin to any more. */
  over(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count === 0) resolve();
      else this.#onLast = resolve;
    });
  }
}
