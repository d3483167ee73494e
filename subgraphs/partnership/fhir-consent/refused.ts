import { ChildviewError } from "../../../service/errors.ts";

/** The refusal to take a Consent resource over. `reason` is a sentence that names the element and holds nothing that the resource says. */
export function refused(reason: string): ChildviewError {
  return new ChildviewError("CONSENT_RESOURCE_REFUSED", reason);
}
