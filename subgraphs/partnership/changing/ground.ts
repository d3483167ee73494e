import { ChildviewError } from "../../../service/errors.ts";

const leastCharacters = 20;

/** Throws REASON_TOO_SHORT for a ground that cannot tell somebody else what it rests on. Looks at nothing but its length. */
export function mustSayWhy(ground: string): void {
  if (ground.length < leastCharacters)
    throw new ChildviewError("REASON_TOO_SHORT", `"ground" has ${String(leastCharacters)} characters at least.`);
}
