import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import { byPath } from "../service/by-path.ts";
import { eachOnce } from "../service/graphql/each-once.ts";
import type { Place, Places } from "../service/graphql/places.ts";
import type { NoticeWords } from "../trust/refusal.ts";
import { type Refused, refusalsIn } from "./carried-refusals.ts";
import type { GatewayContext } from "./context.ts";

/** One refusal as clients read it in `extensions.withheld`, with all the places that it holds for. */
export interface Withheld extends Omit<NoticeWords, "field"> {
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

/** Each distinct refusal once, in the order in which their first places stand. Of two at one place one is said, whichever came first. */
function saidOnce(refused: readonly Refused[]): Withheld[] {
  const standing = new Map<string, { readonly place: Place; readonly words: Omit<Withheld, "paths"> }>();
  for (const { path, extensions } of refused) {
    const { category, reason, remedy, extent, rules, policy } = extensions;
    const words = { category, reason, remedy, extent, rules, policy };
    // A path of an answer is made of names of GraphQL and of indexes, so that no two are written alike.
    const at = path.join(".");
    const other = standing.get(at);
    if (other === undefined || JSON.stringify(words) < JSON.stringify(other.words)) standing.set(at, { place: path, words });
  }
  return eachOnce(standing.values()).map(({ paths, ...words }) => ({ paths, ...words }));
}
