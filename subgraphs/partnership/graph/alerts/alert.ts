import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import type { Policy } from "../../../../policies/index.ts";
import type { AlertRow } from "../../records/alert-row.ts";
import { AlertSubject } from "./codes.ts";
import { DateTimeScalar } from "../../../kit/scalars.ts";
import { alertSentence } from "./sentences.ts";

/** That something about a child changed, without content; or, to officers, that the directory contradicts a colleague's token. */
@ObjectType({
  description:
    "That something about a child changed. Of a child it has no content: an alert may be read aloud, on a telephone or in a corridor. It is kept, whoever has read it.",
})
@Unclassified(
  "Of a child it says that something changed and when; neither of whom, nor by whom, nor what. What it says of a role is said of a colleague, to the officers of their agency.",
)
export class Alert {
  @Field(() => ID, { nullable: false, description: "The alert." })
  id!: string;

  @Field(() => AlertSubject, { description: "Of what it tells." })
  about!: string;

  @Field(() => ID, {
    description:
      "What was made or changed: the membership, assessment, restriction, override, consent or process; of a role, the practitioner.",
  })
  subjectId!: string;

  // The key by which the child can be asked for, to those whose reach they are in; an id alone says nothing of anybody.
  @Field(() => ID, {
    description: "The child's key in the partnership's index. It says nothing about the child. Null where the alert is about a role.",
  })
  childId!: string | null;

  @Field(() => String, {
    description: "What is to be done about a role that the directory and a token contradict; null for everything else.",
  })
  sentence!: string | null;

  @Field(() => DateTimeScalar, {
    description:
      "When it changed (ISO 8601 date and time). Of the same, five wait unread at most: the latest of them then moves on with each change.",
  })
  at!: string;

  @Field(() => DateTimeScalar, {
    description:
      "When it was marked as read; null until then (ISO 8601 date and time). One to officers is read once one of them has read it.",
  })
  readAt!: string | null;
}

/** An alert as its addressee is shown it. A new object each time. */
export function alertView(policy: Pick<Policy, "roles" | "titles">, row: AlertRow): Alert {
  const { id, about, subject, child, at, readAt } = row;
  const sentence = alertSentence(policy, row);
  return { id, about, subjectId: subject, childId: child, sentence, at: at.toISOString(), readAt: readAt?.toISOString() ?? null };
}
