const mostRemembered = 20_000;

/** A pure function of a text that remembers what it answered, and begins anew once it has answered for 20,000 texts: what somebody sends must not fill the memory. */
export function remembering<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const found = answer(text);
    known.set(text, found);
    return found;
  };
}
