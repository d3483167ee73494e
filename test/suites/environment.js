import { TestEnvironment } from "jest-environment-node";

/** Jest's own environment, in which a file can say within which block the tests stand that it loads, and in which an error notes as much of the stack as it does where the services run. */
export default class SuiteEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.Error.stackTraceLimit = Error.stackTraceLimit;
  }

  handleTestEvent({ name }, state) {
    if (name === "setup") this.global.whereTestsStand = state;
  }
}
