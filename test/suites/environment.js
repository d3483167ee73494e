import { TestEnvironment } from "jest-environment-node";

/** Jest's own environment, in which a file can say within which block the tests stand that it loads. */
export default class SuiteEnvironment extends TestEnvironment {
  handleTestEvent({ name }, state) {
    if (name === "setup") this.global.whereTestsStand = state;
  }
}
