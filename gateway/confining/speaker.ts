import type { Refusal } from "../../trust/refusal.ts";
import type { AskedField } from "./asked.ts";
import type { GivenError } from "./given-error.ts";
import type { Path, Said } from "./said.ts";

/**
 * What an empty place can mean where no error explains it. `NOTHING`: that nothing is recorded there. `NO_RECORD`: that the agency holds no record of the child, which then every list of the record says.
 * `FAILED`: nothing, so the service did not answer as it should.
 */
export type Emptiness = "NOTHING" | "NO_RECORD" | "FAILED";

/** How far the words of a service are believed that it says beside the data, for one entity. */
export interface Speaker {
  /** Why a whole category is withheld, whatever the service answers. */
  refusal(category: string): Refusal | undefined;
  /** What is said where records of a category are left out. */
  part(category: string): Refusal | undefined;
  /** What it means that a field is null. `under` is the category by which the object was reached, if any. */
  emptiness(field: AskedField, under: string | undefined): Emptiness;
  /** Whether an entry of a list can be null. */
  readonly emptyEntries: boolean;
  /** Whether the value says that there is a record of the child. */
  saysHeld(field: AskedField, value: unknown): boolean;
  /** Whether an error explains nothing, as what it says is said anyway. */
  ignores(error: GivenError): boolean;
  /** What is said of a place at which the service did not answer as it should. */
  failed(field: AskedField, path: Path): Said;
  /** What is said where an error of the service explains an empty place. */
  told(error: GivenError, at: { readonly field: AskedField; readonly under: string | undefined; readonly path: Path }): Said;
  /** What is said of an error that comes beside a value; undefined if nothing. */
  beside(error: GivenError, path: Path): Said | undefined;
}
