/** What closes the things that the files of this suite share; undefined where a file runs by itself. */
let closers: (() => Promise<void>)[] | undefined;

/** What can be closed. */
interface Closing {
  close(): Promise<void>;
}

/** From now on, files share; resolves to what closes all that they came to share. */
export function shareInThisSuite(): () => Promise<void> {
  const own: (() => Promise<void>)[] = [];
  closers = own;
  return async () => {
    for (const close of own) await close();
  };
}

/** Opens something once for all files of a suite, which close it at the end of the suite, and not each for itself. By itself, a file has it for itself. */
export function sharedInSuite<Shared extends Closing>(open: () => Promise<Shared>): () => Promise<Shared> {
  let standing: Promise<Shared> | undefined;
  return () => {
    if (closers === undefined) return open();
    const own = closers;
    standing ??= open().then((opened) => {
      own.push(() => opened.close());
      return { ...opened, close: () => Promise.resolve() };
    });
    return standing;
  };
}
