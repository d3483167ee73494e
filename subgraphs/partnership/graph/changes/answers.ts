import { Int } from "type-graphql";
import { CodedValue } from "../../../kit/coded-value.ts";
import { DateTimeScalar } from "../../../kit/scalars.ts";
import { answerType, childNow } from "./answer-type.ts";

const inForce = "It is in force for every query that starts after this answer";

/** The answer to a change of a consent; `ConsentChangedResolver` adds the consent. */
export const ConsentChanged = answerType("ConsentChanged", {
  description: `What became of a change to a consent. ${inForce}.`,
  id: "The consent that was made or changed.",
  did: "said",
});

/** The answer to a change of a child's team. */
export const TeamChanged = answerType("TeamChanged", {
  description: `What became of a change to the team around a child. ${inForce}.`,
  id: "The membership that was made or ended.",
  child: childNow("null if they are out of your reach, as for one who left the team"),
});

/** The answer to a change of an assessment of who can decide. */
export const AssessmentChanged = answerType("AssessmentChanged", {
  description: `What became of a change to who can decide for a child. ${inForce}.`,
  id: "The assessment that was recorded, contested or ended, as in `Child.assessments`.",
});

/** The answer to a change of a restriction. */
export const RestrictionChanged = answerType("RestrictionChanged", {
  description: `What became of a change to what is kept back about a child. ${inForce}. Those who answer for it find it in \`Child.restrictions\`.`,
  id: "The restriction; or the child, where one of the family contests whatever binds them.",
  own: [
    {
      name: "othersShielded",
      type: () => Int,
      description:
        "How many other children live at the address and are shielded with this one, for a shield; null otherwise. Whoever read their address until now no longer does: tell those who answer for them.",
      because: "It is a number, said to whoever shields the address at which they live.",
    },
  ],
});

/** The answer to a change of a process. */
export const ProcessChanged = answerType("ProcessChanged", {
  description: `What became of a change to a child's processes. ${inForce}.`,
  id: "The process that was opened or closed, or of which a milestone was recorded, as in `Child.processes`.",
});

/** The answer to an override that was opened. */
export const OverrideOpened = answerType("OverrideOpened", {
  description: `An override that was opened. ${inForce}, and ends by itself.`,
  id: "The override. Keep it: with it you can revoke the override once you need it no longer.",
  did: "opened",
  own: [
    {
      name: "endsAt",
      type: () => DateTimeScalar,
      description: "When it ends by itself (ISO 8601 date and time).",
      because: "It says when what the caller has just opened is over, and nothing else.",
    },
    {
      name: "opened",
      type: () => [CodedValue],
      description: "What it opens to you now, for the purpose that you named.",
      because:
        "It names the categories that the agreements open to an override, with those that the caller named and was told are shielded.",
    },
    {
      name: "awaiting",
      type: () => [String],
      description:
        "What you named of the shielded that waits for a second person, since you came to the team within a day. Colleagues of other agencies have been alerted; one of them can agree.",
      because: "It names what the caller has just asked for, and nothing else.",
    },
  ],
  child: "The child as you may see them now, for the purpose that you named.",
});

/** The answer to whoever agreed to an override. */
export const OverrideAgreed = answerType("OverrideAgreed", {
  description: `An override that somebody agreed to, as the second person. ${inForce}.`,
  id: "The override.",
  did: "agreed to",
  child: "The child as you may see them, for the purpose that you named. To you the override opens nothing.",
});

/** The answer to whoever said from which day on a family is told. */
export const FamilyTold = answerType("FamilyTold", {
  description: `What became of a word about telling a family. ${inForce}.`,
  id: "What was said.",
  did: "said",
});

/** The answer to a change of an override. It has no child: the officers who make it see none. */
export const OverrideChanged = answerType("OverrideChanged", {
  description: `What became of a change to an override. ${inForce}.`,
  id: "The override.",
  child: null,
});
