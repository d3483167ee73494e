import type { Finding } from "../documents/check-rule.ts";
import type { PolicyErrorCode } from "../documents/policy-error.ts";
import type { Policy } from "../policy.ts";
import { reasonCodes } from "../vocabulary.ts";
import { commonOf, isPerCategory, ownOf } from "./circumstances.ts";
import { resolved } from "./names.ts";
import type { TestNames } from "./names.ts";
import type { TestDocument, TestsDocument } from "./shapes.ts";

type Way = Finding["at"];

/** The reasons for which a policy refuses; what is missing here is found by agencies and is no matter of documents. */
export const refusals = reasonCodes.filter((reason) => reason !== "PERMIT");

/** Ids in a file's lists that do not exist, and lists that bear the id of a role. Ways are from the top of the file. */
export function unknownInLists({ lists }: TestsDocument, { roles, categories }: Policy): readonly Finding[] {
  const [roleIds, categoryIds] = [new Set(roles.map(({ id }) => id)), new Set(categories.map(({ id }) => id))];
  const members = (kind: keyof typeof lists, ids: ReadonlySet<string>, code: PolicyErrorCode) =>
    Object.entries(lists[kind]).flatMap(([list, names]) =>
      names.flatMap((id, index): Finding[] =>
        ids.has(id) ? [] : [{ code, at: ["lists", kind, list, index], detail: `"${id}" does not exist; a list holds ids, not lists.` }],
      ),
    );
  const taken = Object.keys(lists.roles).flatMap((list): Finding[] =>
    roleIds.has(list) ? [{ code: "ID_DUPLICATE", at: ["lists", "roles", list], detail: `"${list}" is a role.` }] : [],
  );
  return [...taken, ...members("roles", roleIds, "ROLE_UNKNOWN"), ...members("categories", categoryIds, "CATEGORY_UNKNOWN")];
}

/** Names in a test that stand for nothing. Ways are from the test. */
export function unknownInTest(test: TestDocument, names: TestNames): readonly Finding[] {
  return [...inWho(test, names), ...inReasons(test), ...namedCategories(test).flatMap(({ name, at }) => unlessCategory(name, at, names))];
}

/** What contradicts itself in a test, or tests nothing. Ways are from the test; its names must exist. */
export function unsoundInTest(test: TestDocument, names: TestNames): readonly Finding[] {
  return [...emptyIn(test, names), ...saidTwice(test, names), ...contraryIn(test, names)];
}

function inWho({ who }: TestDocument, names: TestNames): Finding[] {
  if (who === "everyone") return [];
  const roles = who.roles.flatMap((name, index): Finding[] =>
    names.roles.has(name)
      ? []
      : [{ code: "ROLE_UNKNOWN", at: ["who", "roles", index], detail: `There is no role, and no list of roles, "${name}".` }],
  );
  const agencies = (who.agency ?? []).flatMap((agency, index): Finding[] =>
    names.agencies.has(agency)
      ? []
      : [{ code: "AGENCY_UNKNOWN", at: ["who", "agency", index], detail: `The agency "${agency}" does not exist.` }],
  );
  return [...roles, ...agencies];
}

function inReasons({ refuses }: TestDocument): Finding[] {
  return Object.keys(refuses).flatMap((reason) =>
    refusals.some((known) => known === reason)
      ? []
      : [{ code: "REASON_UNKNOWN", at: ["refuses", reason], detail: `"${reason}" is not one of ${refusals.join(", ")}.` }],
  );
}

/** Every name of a category, or of a list of them, in a test, with the way to it. */
function namedCategories({ when, about = [], reads, leavesOut, refuses }: TestDocument): { name: string; at: Way }[] {
  const inList = (names: readonly string[], ...way: string[]) => names.map((name, index) => ({ name, at: [...way, index] }));
  const asKeys = (key: "consent" | "restriction") =>
    isPerCategory<unknown>(when[key]) ? Object.keys(when[key]).map((name) => ({ name, at: ["when", key, name] })) : [];
  return [
    ...asKeys("consent"),
    ...asKeys("restriction"),
    ...(typeof when.override === "object" ? inList(when.override, "when", "override") : []),
    ...inList(about, "about"),
    ...(reads === "nothing" ? [] : inList(reads, "reads")),
    ...Object.entries(leavesOut).flatMap(([mark, names = []]) => inList(names, "leavesOut", mark)),
    ...Object.entries(refuses).flatMap(([reason, names]) => inList(names, "refuses", reason)),
  ];
}

function unlessCategory(name: string, at: Way, { categories }: TestNames): Finding[] {
  return categories.has(name)
    ? []
    : [{ code: "CATEGORY_UNKNOWN", at, detail: `There is no category, and no list of categories, "${name}".` }];
}

function emptyIn({ when }: TestDocument, { categories }: TestNames): Finding[] {
  const own = ownOf(when, categories);
  const empty = commonOf(when).length === 0 || [...categories.keys()].some((category) => own(category).length === 0);
  return empty ? [{ code: "EXPECTATION_CONTRARY", at: ["when"], detail: "What is left is no situation at all." }] : [];
}

function saidTwice({ when }: TestDocument, { categories }: TestNames): Finding[] {
  return (["consent", "restriction"] as const).flatMap((key) => {
    const said = new Set<string>();
    return Object.keys(isPerCategory<unknown>(when[key]) ? when[key] : {}).flatMap((name) =>
      resolved(categories, [name]).flatMap((id) =>
        said.size === said.add(id).size ? [contrary(["when", key, name], `"${id}" stands here twice.`)] : [],
      ),
    );
  });
}

function contraryIn({ about, reads, refuses }: TestDocument, { categories }: TestNames): Finding[] {
  const said = new Map<string, string>();
  const covered = about && new Set(resolved(categories, about));
  const claim = (names: readonly string[], what: string, way: Way) =>
    names.flatMap((name, index) =>
      resolved(categories, [name]).flatMap((id) => {
        const before = said.get(id);
        said.set(id, what);
        if (before !== undefined && before !== what) return [contrary([...way, index], `"${id}" cannot be ${before} and ${what}.`)];
        return covered?.has(id) === false ? [contrary([...way, index], `The test is not about "${id}".`)] : [];
      }),
    );
  return [
    ...claim(reads === "nothing" ? [] : reads, "read", ["reads"]),
    ...Object.entries(refuses).flatMap(([reason, names]) => claim(names, `refused for ${reason}`, ["refuses", reason])),
  ];
}

function contrary(at: Way, detail: string): Finding {
  return { code: "EXPECTATION_CONTRARY", at, detail };
}
