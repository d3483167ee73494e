import type { Category } from "./classification.ts";

/** All that one fetch asks for, by the names under which the answer has it. What is not here is not taken from an answer. */
export interface Asked {
  /** What is asked of the root; without the entities. */
  readonly root: AskedObject;
  /** What is asked of an entity of the named type; undefined if the fetch asks for none. Throws if the schema has no such type. */
  readonly entity: ((typeName: string) => AskedObject) | undefined;
}

/** What is asked of one object of one type. */
export interface AskedObject {
  readonly typeName: string;
  /** The names under which the object's type is asked for. */
  readonly typeNameKeys: readonly string[];
  readonly fields: readonly AskedField[];
}

/** One field that is asked for. */
export interface AskedField {
  /** The name under which the answer has it: the alias, if there is one. */
  readonly key: string;
  readonly name: string;
  /** `Type.field`, as refusals name it. */
  readonly coordinate: string;
  readonly category: Category;
  /** Whether it lists records: a list, or a page of one. */
  readonly lists: boolean;
  readonly value: AskedValue;
}

/** What a value has to be. */
export type AskedValue =
  | { readonly kind: "leaf"; readonly nonNull: boolean; readonly boolean: boolean; readonly fits: (value: unknown) => boolean }
  | { readonly kind: "list"; readonly nonNull: boolean; readonly of: AskedValue; readonly atMost: number }
  | { readonly kind: "object"; readonly nonNull: boolean; readonly as: (typeName: unknown) => AskedObject | undefined };
