import { registerEnumType } from "type-graphql";
import type { overrideBases } from "../../records/access-override-row.ts";

/** On what an override rests. */
export const OverrideBasis = {
  SAFEGUARDING: "safeguarding",
  VITAL_INTERESTS: "vital-interests",
  STATUTORY_DUTY: "statutory-duty",
} as const satisfies Record<string, (typeof overrideBases)[number]>;

registerEnumType(OverrideBasis, {
  name: "OverrideBasis",
  description: "On what an override rests.",
  valuesConfig: {
    SAFEGUARDING: { description: "Protecting the child from harm (Data Protection Act 2018 schedule 1 paragraph 18)." },
    VITAL_INTERESTS: { description: "A life is at stake (UK GDPR article 6(1)(d))." },
    STATUTORY_DUTY: { description: "A duty in law to share what protects the child (Children Act 2004 s16LA)." },
  },
});

/** What has become of an override. */
export const OverrideState = { OPEN: "OPEN", ENDED: "ENDED", REVOKED: "REVOKED" } as const;

registerEnumType(OverrideState, {
  name: "OverrideState",
  description: "What has become of an override.",
  valuesConfig: {
    OPEN: { description: "It is in force." },
    ENDED: { description: "Its time is over." },
    REVOKED: { description: "Somebody ended it before its time." },
  },
});
