/** What a test has opened. Whatever becomes of the test, {@link Opened.close} closes it: what stays open would keep jest from ending. */
export interface Opened {
  /** Keeps how to close what was just opened, and answers it. */
  keep<Kept>(kept: Kept, close: (kept: Kept) => unknown): Kept;
  /** Closes all of it, the last first. Throws the first failure once all were tried. */
  close(): Promise<void>;
}

/** Nothing is open yet. */
export function opened(): Opened {
  const closers: (() => unknown)[] = [];
  return {
    keep(kept, close) {
      closers.push(() => close(kept));
      return kept;
    },
    async close() {
      const failures: unknown[] = [];
      for (const close of closers.splice(0).reverse())
        try {
          await close();
        } catch (failure) {
          failures.push(failure);
        }
      if (failures.length > 0) throw failures[0];
    },
  };
}
