export { compile } from "./documents/compile.ts";
export type { PolicyDocuments } from "./documents/compile.ts";
export { decide } from "./deciding/decide.ts";
export type { Facts } from "./deciding/facts.ts";
export { loadPolicy, readCategories, readOwnRules, readPolicyDocuments } from "./documents/load.ts";
export { pastReview } from "./documents/reviews.ts";
export type { OwnRules } from "./documents/compile.ts";
export { PolicyError, policyErrorCodes } from "./documents/policy-error.ts";
export type { PolicyErrorCode } from "./documents/policy-error.ts";
export { agenciesWithOwnRules, agencyTitle, ownedBy, partyTitle } from "./policy.ts";
export type { ActionRule, Agreement, Basis, Category, Conditions, Person, Policy, Role, Rule } from "./policy.ts";
export { toldRules } from "./deciding/told-rules.ts";
export type { CaslRule, CategoryDecision } from "./category-decision.ts";
export { mayAct } from "./deciding/may-act.ts";
export {
  actions,
  consentStates,
  processes,
  processOf,
  purposeHolds,
  purposes,
  reasonCodes,
  relationships,
  restrictions,
  rightsHolders,
} from "./vocabulary.ts";
export type {
  Action,
  ConsentState,
  Process,
  Purpose,
  ReasonCode,
  RecordMark,
  Relationship,
  Restriction,
  RightsHolder,
} from "./vocabulary.ts";
export { matrixCsv } from "./matrix/csv.ts";
export { matrixHtml } from "./matrix/html.ts";
export { outcomeSentences } from "./matrix/in-words.ts";
export { matrixMarkdown } from "./matrix/markdown.ts";
export { matrixOf } from "./matrix/matrix.ts";
export type { Matrix, MatrixFilter } from "./matrix/matrix.ts";
export { accessMatrix, accessOf, needs } from "./questions/access.ts";
export type { Access, Need, Terms } from "./questions/access.ts";
export { explain } from "./questions/explain.ts";
export type { Explanation, FailedCondition, RuleFinding } from "./questions/explain.ts";
export { basisText, categoryName, changeSentence, personName, sentenceOf } from "./questions/sentences.ts";
export { cannotSee, canSee } from "./questions/tellings.ts";
export type { Ground } from "./questions/tellings.ts";
export { capitalised, listed, overrideWords, purposeHoldsWords, purposeWords, words } from "./questions/words.ts";
export { circumstancesAt, circumstancesCount } from "./deciding/situations.ts";
export type { Circumstances, Situation } from "./deciding/situations.ts";
export { diff } from "./comparing/diff.ts";
export type { ActionChange } from "./comparing/action-diff.ts";
export type { EffectChange, PolicyDifference } from "./comparing/diff.ts";
export { alike } from "./questions/alike.ts";
export { boxesOf, boxText } from "./questions/boxes.ts";
export type { Box } from "./questions/boxes.ts";
export { effectOf, recordKinds } from "./questions/effects.ts";
export { kindsText, waysOf } from "./questions/ways.ts";
export type { Effect } from "./questions/effects.ts";
export { leftOutByProhibitions } from "./questions/left-out.ts";
export type { ProhibitionLeavesOut } from "./questions/left-out.ts";
export { misfits } from "./questions/misfits.ts";
export type { Misfit } from "./questions/misfits.ts";
export { openable } from "./questions/openable.ts";
export type { Openable } from "./questions/openable.ts";
export { actionsSchema, agreementSchema, categoriesSchema, rolesSchema } from "./documents/json-schema.ts";
export type { JsonSchema } from "./documents/json-schema.ts";
export { circumstancesText, failureText, recordsText } from "./testing/failure-text.ts";
export type { Expectation } from "./testing/expectation.ts";
export { runChangeMutants } from "./testing/change-mutants.ts";
export type { ChangeMutationRun } from "./testing/change-mutants.ts";
export { readChangeTests, runChangeTests } from "./testing/change-tests.ts";
export type { ChangeExpectation, ChangeFailure, ChangeTestRun } from "./testing/change-tests.ts";
export { loadChangeTests, loadTests } from "./testing/load-tests.ts";
export { readTests } from "./testing/read-tests.ts";
export { readableUnder } from "./testing/readable.ts";
export { runTests } from "./testing/run-tests.ts";
export type { Failure, TestRun } from "./testing/run-tests.ts";
export type { Survivor } from "./testing/mutant-status.ts";
export { runMutants } from "./testing/mutation-run.ts";
export type { MutationRun, Tally } from "./testing/mutation-run.ts";
export { testsSchema } from "./testing/json-schema.ts";
