/** What tells the moment. A process has one: its entry point takes this machine's, hands it on, and nothing else asks the machine. */
export type Clock = () => Date;

/** This machine's clock. */
export const systemClock: Clock = () => new Date();
