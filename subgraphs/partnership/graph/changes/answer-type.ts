import { type ClassType, Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Child } from "../child.ts";
import { wayIn } from "../way-in.ts";

/** A field that one answer has besides. */
interface OwnField {
  readonly name: string;
  readonly type: () => object;
  readonly description: string;
  /** Why it needs no category. */
  readonly because: string;
}

/** What one kind of change is answered with. */
interface Answer {
  readonly description: string;
  /** What the id is that every change answers with. */
  readonly id: string;
  /** What the caller did to that, where they have not changed it. */
  readonly did?: string;
  readonly own?: readonly OwnField[];
  /** What the child is, where more is to be said of it; null for an answer without one. */
  readonly child?: string | null;
}

/** Declares the type of an answer: the id of what was made or changed, what else there is to tell, and the child after it. */
export function answerType(name: string, { description, id, did = "changed", own = [], child = childNow() }: Answer): ClassType<object> {
  class Declared {}
  ObjectType(name, { description })(Declared);
  const declare = (field: string, type: () => object, because: string, options: { description: string; nullable?: false }): void => {
    Field(type, options)(Declared.prototype, field);
    Unclassified(because)(Declared.prototype, field);
  };
  declare("id", () => ID, `It names what the caller has just ${did}, and nothing else.`, { nullable: false, description: id });
  for (const field of own) declare(field.name, field.type, field.because, { description: field.description });
  if (child !== null) declare("child", () => Child, wayIn, { description: child });
  return Declared;
}

/** The child after a change; `outOfReach` says what it means that there is none. */
export function childNow(outOfReach = "null if they are out of your reach"): string {
  return `The child as you may see them now, for the purpose that you named; ${outOfReach}.`;
}
