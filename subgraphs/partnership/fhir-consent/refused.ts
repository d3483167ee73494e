import { ChildviewError } from "../../../service/errors.ts";

/** More would be no help to whoever mends the resource, and a resource may have thousands. */
const saidAtMost = 20;

/** That a Consent resource is not taken over. The message says all reasons; each is a sentence that names the element and holds nothing that the resource says. */
export class ConsentRefused extends ChildviewError {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    const more = reasons.length - saidAtMost;
    super("CONSENT_RESOURCE_REFUSED", [...reasons.slice(0, saidAtMost), ...(more > 0 ? [`And ${more} more.`] : [])].join(" "));
    this.reasons = reasons;
  }
}

/** The refusal to take a Consent resource over, for one reason. */
export function refused(reason: string): ConsentRefused {
  return new ConsentRefused([reason]);
}

/** Throws CONSENT_RESOURCE_REFUSED with these reasons unless there is none. */
export function mustHaveNone(reasons: readonly string[]): void {
  if (reasons.length > 0) throw new ConsentRefused(reasons);
}

/**
 * Takes every step, also after one that refuses, and answers what they come to; so whoever sent the resource hears all that is wrong with it at once. Throws
 * CONSENT_RESOURCE_REFUSED with the reasons of all steps that did.
 */
export function all<const Steps extends readonly (() => unknown)[]>(
  ...steps: Steps
): { -readonly [At in keyof Steps]: ReturnType<Steps[At]> } {
  const reasons: string[] = [];
  const results = steps.map((step) => {
    try {
      return step();
    } catch (cause) {
      if (!(cause instanceof ConsentRefused)) throw cause;
      reasons.push(...cause.reasons);
      return undefined;
    }
  });
  mustHaveNone([...new Set(reasons)]);
  // Every step came to something, or this is not reached.
  return results as { -readonly [At in keyof Steps]: ReturnType<Steps[At]> };
}
