import { startedByNpm } from "./settings.ts";

/** How often a process that npm started looks whether npm is still there, in milliseconds. */
const lookEvery = 500;

/**
 * Calls `stop` once, as soon as this process is told to stop: by Ctrl-C, by a termination signal, or because the process that started it is gone, however that ended
 * (it closes the channel between the two, or, if it is npm, it is no longer the parent; `environment` says whether it is). A hang-up is left to the system, so that `nohup` keeps its meaning.
 */
export function whenToldToStop(environment: NodeJS.ProcessEnv, stop: () => void): void {
  let told = false;
  const once = (): void => {
    if (told) return;
    told = true;
    stop();
  };
  for (const event of ["SIGINT", "SIGTERM", "disconnect"]) process.on(event, once);
  // The channel may have closed while this process still loaded, before anybody listened to it.
  if (process.send !== undefined && !process.connected) once();
  // npm passes SIGINT and SIGTERM on, but cannot when it is killed. Who is started otherwise may well outlive its shell.
  if (startedByNpm(environment)) watchParent(once);
}

/** For a command that runs to its end: ends it when the process that started it over a channel is gone, and does not keep it alive for that. */
export function endWithStarter(): void {
  process.once("disconnect", () => process.exit(1));
  process.channel?.unref();
}

function watchParent(gone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, lookEvery);
  timer.unref();
}
