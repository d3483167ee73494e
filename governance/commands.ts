import { chains } from "./commands/chains.ts";
import { check } from "./commands/check.ts";
import { diff } from "./commands/diff.ts";
import { explain } from "./commands/explain.ts";
import { matrix } from "./commands/matrix.ts";
import { read } from "./commands/read.ts";
import { rehearse } from "./commands/rehearse.ts";
import { sign } from "./commands/sign.ts";
import { test } from "./commands/test.ts";
import { verify } from "./commands/verify.ts";
import { whatCan } from "./commands/what-can.ts";
import { whoCan } from "./commands/who-can.ts";

/** Everything that an officer can ask, by the word that asks it, in the order in which help tells it. */
export const commands = {
  read,
  matrix,
  "what-can": whatCan,
  "who-can": whoCan,
  explain,
  check,
  chains,
  diff,
  test,
  rehearse,
  sign,
  verify,
};
