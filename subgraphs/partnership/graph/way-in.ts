/** Why a field by which one enters the record of a child needs no category. */
export const wayIn = "It is a way in: what it answers is under the decision on that child.";
