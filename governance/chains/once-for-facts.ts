import { factsKey } from "./state-key.ts";
import type { Setting, State } from "./world.ts";

/** Works an answer out once for all that a child's facts are the same and somebody is the same to them (`who` says who, and what they are to the child). */
export function onceForFacts<Answer>(): (setting: Setting, state: State, index: number, who: string, workOut: () => Answer) => Answer {
  const known = new WeakMap<Setting, Map<string, Map<string, Answer>>>();
  return (setting, state, index, who, workOut) => {
    const child = state.children[index];
    if (child === undefined) return workOut();
    const facts = factsKey(child, state.day);
    const ofSetting = known.get(setting) ?? new Map<string, Map<string, Answer>>();
    const answers = ofSetting.get(facts) ?? new Map<string, Answer>();
    // The facts are told apart first: their text is long, and is the same text each time.
    known.set(setting, ofSetting.set(facts, answers));
    const asked = `${String(index)} ${who}`;
    const answer = answers.get(asked) ?? workOut();
    answers.set(asked, answer);
    return answer;
  };
}
