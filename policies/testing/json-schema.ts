import { z } from "zod";
import type { JsonSchema } from "../documents/json-schema.ts";
import { testsShape } from "./shapes.ts";

/** The JSON Schema of the files under tests/. Whether the names in them exist, only running them tells. */
export const testsSchema: JsonSchema = { ...z.toJSONSchema(testsShape, { io: "input" }), title: "Tests of the agreements of Childview" };
