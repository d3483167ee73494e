import { registerEnumType } from "type-graphql";
import type { ConsentOutcome as Outcome } from "../../deciding/consent-effects.ts";
import type { ConsentStanding as Standing } from "../../deciding/consent-lives.ts";
import type { DisputedPosition } from "../../deciding/disputes.ts";
import type { ConsentLapse } from "../../deciding/lapsing.ts";
import type { SharingGround } from "../../deciding/sharing.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";

/** What has become of a consent. */
export const ConsentStanding = {
  GIVEN: "given",
  NOT_YET: "not-yet",
  EXPIRED: "expired",
  REFUSED: "refused",
  WITHDRAWN: "withdrawn",
  LAPSED: "lapsed",
} as const satisfies Record<string, Standing>;

registerEnumType(ConsentStanding, {
  name: "ConsentStanding",
  description: "What has become of a consent.",
  valuesConfig: {
    GIVEN: { description: "It was given, has begun and has not run out." },
    NOT_YET: { description: "It was given and begins on a later day." },
    EXPIRED: { description: "It was given, and has run out." },
    REFUSED: { description: "It is a refusal." },
    WITHDRAWN: { description: "It was given, and whoever gave it took it back." },
    LAPSED: {
      description:
        "Others decide about all that it covers, or have decided since it was said, so it does not count now. Whoever decides now can say it again.",
    },
  },
});

/** What can happen to a consent. */
export const ConsentEventKind = {
  GIVEN: "given",
  REFUSED: "refused",
  LIMITED: "limited",
  RENEWED: "renewed",
  WITHDRAWN: "withdrawn",
} as const satisfies Record<string, ConsentEventRow["event"]>;

registerEnumType(ConsentEventKind, {
  name: "ConsentEventKind",
  description: "What can happen to a consent.",
  valuesConfig: {
    GIVEN: { description: "Somebody agreed." },
    REFUSED: { description: "Somebody refused." },
    LIMITED: { description: "It covers less from then on." },
    RENEWED: { description: "It holds until another day from then on." },
    WITHDRAWN: { description: "It was taken back." },
  },
});

/** How something was said. */
export const ConsentMethod = { ONLINE: "online", WRITTEN: "written", SPOKEN: "spoken" } as const satisfies Record<
  string,
  ConsentEventRow["method"]
>;

registerEnumType(ConsentMethod, {
  name: "ConsentMethod",
  description: "How something was said.",
  valuesConfig: {
    ONLINE: { description: "Through Childview, by the person themself." },
    WRITTEN: { description: "On paper, by e-mail or text message." },
    SPOKEN: { description: "By word." },
  },
});

/** What somebody says where others differ. */
export const ConsentPosition = { GIVEN: "given", REFUSED: "refused", WITHDRAWN: "withdrawn" } as const satisfies Record<
  string,
  DisputedPosition["position"]
>;

registerEnumType(ConsentPosition, {
  name: "ConsentPosition",
  description: "What somebody says about sharing, where others differ.",
  valuesConfig: {
    GIVEN: { description: "They agree." },
    REFUSED: { description: "They refuse." },
    WITHDRAWN: { description: "They had agreed, and took it back." },
  },
});

/** Why a consent will no longer hold. */
export const LapseReason = { ENDS: "ends", RIGHTS_PASS: "rights-pass", RIGHTS_RETURN: "rights-return" } as const satisfies Record<
  string,
  ConsentLapse<never>["reason"]
>;

registerEnumType(LapseReason, {
  name: "LapseReason",
  description: "Why a consent will no longer hold.",
  valuesConfig: {
    ENDS: { description: "It was given until a day." },
    RIGHTS_PASS: { description: "From a day on the young person decides for themself, and a parent's word no longer counts." },
    RIGHTS_RETURN: { description: "From a day on those with parental responsibility decide again, and the child's word no longer counts." },
  },
});

/** What a word about sharing changes for somebody whom it names. */
export const ConsentOutcome = {
  OPENS: "opens",
  CLOSES: "closes",
  ANOTHER_WORD: "another-word",
  READ_ANYWAY: "read-anyway",
  NEVER_READ: "never-read",
} as const satisfies Record<string, Outcome>;

registerEnumType(ConsentOutcome, {
  name: "ConsentOutcome",
  description: "What a consent or a refusal changes for somebody whom it names.",
  valuesConfig: {
    OPENS: {
      description:
        "It lets them read it, as soon as they are on the team or in the family, unless a restriction of which you are not told bars them.",
    },
    CLOSES: { description: "They could read it if it were agreed to, and cannot." },
    ANOTHER_WORD: {
      description: "Agreement decides, but not this: another word stands instead, or whoever said this does not decide, or it has run out.",
    },
    READ_ANYWAY: { description: "They read it whatever is agreed or refused." },
    NEVER_READ: { description: "They do not read it, whatever is agreed." },
  },
});

/** On what it rests that somebody can see something. */
export const SharingBasis = { CONSENT: "consent", LAW: "law", OVERRIDE: "override", FAMILY: "family" } as const satisfies Record<
  string,
  SharingGround<never>["restsOn"]
>;

registerEnumType(SharingBasis, {
  name: "SharingBasis",
  description:
    "On what it rests that somebody can see something. If it rests on the law, nothing that a family agrees or refuses changes it.",
  valuesConfig: {
    CONSENT: { description: "Somebody whose word counts agreed to it. It closes as soon as they withdraw." },
    LAW: { description: "The law lets them see it for their work without consent, as the sharing agreements say." },
    OVERRIDE: { description: "They opened it for hours, on the record and with a reason that is reviewed." },
    FAMILY: { description: "It is the child's own family's, or the young person's own." },
  },
});
