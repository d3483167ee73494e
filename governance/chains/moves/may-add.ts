import type { Trying } from "./move.ts";

/** Whether one more fact of a kind is tried. A world stays small by it: two false ones show what more would. */
export function mayAdd(
  { setting, child, most }: Pick<Trying, "setting" | "child" | "most">,
  table: "restrictions" | "consentEvents" | "assessments",
): boolean {
  const { children } = setting.world;
  const before = children.find(({ id }) => id === child.id)?.[table].length ?? 0;
  return child[table].length < before + most;
}
