import type { Policy } from "../../../../policies/index.ts";
import type { CodedValue } from "../../../kit/coded-value.ts";

/** Categories with their names, as families read them. New objects each time: they will stand under one child's decision. */
export function categoriesView({ categories }: Pick<Policy, "categories">, ids: readonly string[]): CodedValue[] {
  return ids.map((id) => ({
    code: id,
    label: categories.find((category) => category.id === id)?.name ?? id,
    system: "https://childview.example/CodeSystem/category",
  }));
}
