import { cursorInvalid } from "../../../kit/guard/page.ts";
import type { Position } from "../../trail/visit-page.ts";

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/([\w+=/-]{16,64})$/;

/** The cursor of something that stands by its moment and a key: both are told in it, and no place in the log, which would tell how much else is in it. */
export function cursorOf({ last, key }: Position): string {
  return Buffer.from(`${last.toISOString()}/${key}`, "utf8").toString("base64url");
}

/** Where a cursor says that a page begins; undefined if none is given. It may name what is not there any more. Throws ARGUMENT_INVALID for what is no cursor. */
export function positionFrom(cursor: string | null | undefined): Position | undefined {
  if (cursor == null) return undefined;
  const [, last = "", key = ""] = form.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? [];
  const moment = new Date(last);
  if (key === "" || Number.isNaN(moment.getTime())) throw cursorInvalid();
  return { last: moment, key };
}
