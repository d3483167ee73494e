import type { Policy } from "../../policies/index.ts";
import type { OpenChange } from "../../subgraphs/partnership/changing/change.ts";
import type { Principal } from "../../trust/access-token.ts";

/** A child's facts, as changes are made from them. */
export type ChildRecord = OpenChange["child"];

/** Made-up people and children, and what is so of them: a world before it is said what anybody tries in it. */
export interface Scene {
  /** The word by which the command line knows it. */
  readonly name: string;
  /** One line: whose life it is like, and what must not happen. */
  readonly about: string;
  /** The categories that stand for all: one of each kind is enough, as rules treat the others of a kind alike. */
  readonly categories: readonly string[];
  readonly people: readonly Principal[];
  /** The role that the directory has for those of whom their agency's issuer says another, by their subject; nobody's if it is not said. */
  readonly inDirectory?: Readonly<Record<string, string>>;
  /** The agencies that work with the children. */
  readonly services: readonly string[];
  /** The children, who share one address if they are several. */
  readonly children: readonly ChildRecord[];
  /** Of what consents and assessments are tried; categories of the world. */
  readonly consented: readonly string[];
}

/** A scene together with the agreements by which everything in it is decided. */
export interface DecidedScene {
  readonly world: Scene;
  readonly policy: Policy;
}

/** The person of a world with this subject. Throws if there is none, which is a mistake in the world. */
export function personIn({ people, name }: Pick<Scene, "people" | "name">, subject: string): Principal {
  const person = people.find((one) => one.subject === subject);
  if (person === undefined) throw new Error(`the world ${name} has nobody called ${subject}`);
  return person;
}
