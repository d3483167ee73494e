import type { Names } from "./names.ts";
import type { LeftOut } from "../policy.ts";
import type { WrittenAgreement, WrittenRule } from "./shapes.ts";

/** An agreement in which everything is spelled out: lists of agencies and categories in place of the words everyone and everything. */
export interface AgreementDocument extends Omit<WrittenAgreement, "parties" | "dataItems" | "rules"> {
  readonly parties: readonly string[];
  readonly dataItems: readonly string[];
  readonly rules: readonly RuleDocument[];
}

/** A rule in which everything is spelled out. */
export interface RuleDocument extends Omit<WrittenRule, "mayNotRead"> {
  readonly mayNotRead?: readonly string[] | undefined;
  /** What a prohibition says that it does not keep back, and why. Undefined where it only names what it does keep back. */
  readonly leavesOut?: readonly LeftOut[] | undefined;
}

/** The agreement with what "everyone" and "everything" mean among these names. What it names itself may not exist: that is checked afterwards. */
export function spelledOut(written: WrittenAgreement, names: Names): AgreementDocument {
  return {
    ...written,
    parties: written.parties === "everyone" ? [...names.agencies] : written.parties,
    dataItems: written.dataItems === "everything" ? [...names.categories.keys()] : written.dataItems,
    rules: written.rules.map(({ mayNotRead, ...rule }) => ({ ...rule, ...keptBack(mayNotRead, names) })),
  };
}

function keptBack(written: WrittenRule["mayNotRead"], { categories }: Names): Pick<RuleDocument, "mayNotRead" | "leavesOut"> {
  if (written === undefined || Array.isArray(written)) return { mayNotRead: written };
  const all = [...categories.values()];
  const allBut = (kept: readonly string[]) => all.flatMap(({ id }) => (kept.includes(id) ? [] : [id]));
  if (written === "everything") return { mayNotRead: all.map(({ id }) => id), leavesOut: [] };
  if ("only" in written) return { mayNotRead: written.only, leavesOut: [{ categories: allBut(written.only), because: written.because }] };
  const { everythingOf, sensitivity, but = [] } = written;
  const excepted = but.flatMap((one) => one.categories);
  const addressed = all
    .filter(({ owner }) => everythingOf === "everyone" || everythingOf.includes(owner))
    .filter((category) => sensitivity === undefined || sensitivity.includes(category.sensitivity))
    .map(({ id }) => id);
  const elsewhere = allBut(addressed);
  return {
    mayNotRead: addressed.filter((id) => !excepted.includes(id)),
    leavesOut: [...(elsewhere.length === 0 ? [] : [{ categories: elsewhere, because: scopeOf(everythingOf, sensitivity) }]), ...but],
  };
}

function scopeOf(everythingOf: "everyone" | readonly string[], sensitivity: readonly string[] | undefined): string {
  const whose = everythingOf === "everyone" ? "" : ` of ${everythingOf.join(" and ")}`;
  return `The rule is about what is${sensitivity ? ` ${sensitivity.join(" or ")}` : ""}${whose}.`;
}
