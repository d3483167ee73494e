/** What tells the moment. A process has one, which is handed on from where the process is put together; nothing in it asks the machine by itself. */
export type Clock = () => Date;

/** This machine's clock. Programs take it, and so does what starts a service unless it is given another, as by tests; lint keeps it from everything else. */
export const systemClock: Clock = () => new Date();
