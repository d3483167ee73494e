import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import { byPath } from "../service/by-path.ts";
import { byFirst, gathered, type Place, type Places } from "../service/graphql/places.ts";
import { type Refused, refusalsIn, type RefusedWords } from "./carried-refusals.ts";
import type { GatewayContext } from "./context.ts";

/** One refusal as clients read it in `extensions.withheld`, with all the places that it holds for. */
export interface Withheld extends Pick<RefusedWords, "category" | "reason" | "remedy" | "extent" | "rules" | "policy"> {
  readonly paths: readonly Places[];
}

/**
 * Says what is withheld: in `extensions.withheld`, each distinct refusal once, since a decision is not a failure, and many clients drop the data when they see errors. With `errors` each stands at its
 * place among them, where any other router leaves it.
 */
export function useWithheld(where: "extensions" | "errors"): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response }) => {
          if (response.body.kind !== "single") return Promise.resolve();
          const { singleResult } = response.body;
          const { refused, failures } = separate(singleResult.errors ?? []);
          const withheld = where === "extensions" ? saidOnce(refused) : [];
          const errors = (where === "extensions" ? failures : [...failures, ...refused]).sort(byPath);
          if (withheld.length > 0) singleResult.extensions = { ...singleResult.extensions, withheld };
          if (errors.length > 0) singleResult.errors = errors;
          else delete singleResult.errors;
          return Promise.resolve();
        },
      }),
  };
}

/** Tells refusals from failures. */
function separate(errors: readonly GraphQLFormattedError[]): { refused: Refused[]; failures: GraphQLFormattedError[] } {
  const refused: Refused[] = [];
  const failures: GraphQLFormattedError[] = [];
  for (const error of errors) {
    const carried = refusalsIn(error);
    if (carried === undefined) failures.push(error);
    else refused.push(...carried);
  }
  return { refused, failures };
}

type Words = Omit<Withheld, "paths">;

/** Each distinct refusal once, in the order in which their first places stand. Of two at one place one is said, whichever came first. */
function saidOnce(refused: readonly Refused[]): Withheld[] {
  const standing = new Map<string, { readonly path: Place; readonly key: string; readonly words: Words }>();
  for (const { path, extensions } of refused) {
    const { category, reason, remedy, extent, rules, policy } = extensions;
    const words = { category, reason, remedy, extent, rules, policy };
    const [place, key] = [JSON.stringify(path), JSON.stringify(words)];
    const other = standing.get(place);
    if (other === undefined || key < other.key) standing.set(place, { path, key, words });
  }
  const alike = new Map<string, { readonly words: Words; readonly places: Place[] }>();
  for (const { path, key, words } of standing.values()) {
    const known = alike.get(key) ?? { words, places: [] };
    alike.set(key, known);
    known.places.push(path);
  }
  const said = [...alike.values()].map(({ words, places }) => ({ paths: gathered(places), ...words }));
  return said.sort(({ paths: [one = []] }, { paths: [other = []] }) => byFirst(one, other));
}
