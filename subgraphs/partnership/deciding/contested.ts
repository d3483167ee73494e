import type { AssessmentFacts } from "./capacity.ts";
import type { ChildFacts } from "./child-facts.ts";

/**
 * The child's facts as they are, and as they would be without the assessments that somebody contests: without each, without all of a kind, and without all. Whoever decides
 * does so on each of these and opens only what is open on all, so that an assessment in dispute opens nothing, and what it closes stays closed: until it is settled, the
 * one who was assessed must lose nothing to others by it, nor others anything to them. Those that are over are among them, so that what was said by one does not come to
 * count by another that followed upon it. The facts as they are come first. Pure.
 */
export function withoutContested<C extends Pick<ChildFacts, "assessments">>(child: C): readonly [C, ...C[]] {
  const all = (known.get(child) as readonly [C, ...C[]] | undefined) ?? workedOut(child);
  known.set(child, all);
  return all;
}

// What is worked out of a child's facts is kept by them, so the same facts must be answered each time.
const known = new WeakMap<object, readonly [object, ...object[]]>();

function workedOut<C extends Pick<ChildFacts, "assessments">>(child: C): readonly [C, ...C[]] {
  const contested = child.assessments.filter(({ contestedAt }) => contestedAt !== null);
  if (contested.length === 0) return [child];
  const kinds = [...new Set(contested.map(({ kind }) => kind))];
  const left = [...contested.map((one) => [one]), ...kinds.map((kind) => contested.filter((one) => one.kind === kind)), contested];
  const without = (gone: readonly AssessmentFacts[]): C => ({
    ...child,
    assessments: child.assessments.filter((one) => !gone.includes(one)),
  });
  // Mostly one is contested, and then all of these are the same.
  return [child, ...(contested.length === 1 ? [contested] : left).map(without)];
}
