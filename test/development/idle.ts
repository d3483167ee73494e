import { runProcess } from "../../service/run-process.ts";

/** A service that does nothing; called with `hangs`, it does not even close. */
const hangs = process.argv.includes("hangs");
const timer = setInterval(() => undefined, 60_000);

await runProcess("idle", process.env, () =>
  Promise.resolve({
    url: "nowhere",
    close: () => {
      clearInterval(timer);
      return hangs ? new Promise(() => undefined) : Promise.resolve();
    },
  }),
);
