import type { Change, OpenChange, OpenOverride } from "../../../subgraphs/partnership/changing/change.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { ChildRecord, Setting } from "../world.ts";

/** Something that somebody tries, allowed or not. */
export interface Move {
  readonly by: Principal;
  /** Which child of the world it is about. */
  readonly child: number;
  /** What they do, to follow their name. */
  readonly says: string;
  /** Whether it is also for somebody without a relationship to the child, as the child then is. */
  readonly outsiders?: (open: OpenChange) => boolean;
  readonly make: (open: OpenChange) => Change;
}

/** The same with an override, for which nobody needs a relationship to the child. */
export interface OverrideMove extends Omit<Move, "make" | "outsiders"> {
  readonly override: string;
  readonly makeOnIt: (open: OpenOverride) => Change;
}

/** What a kind of change can be asked for: by whom, of which child as it is on which day. */
export interface Trying {
  readonly setting: Setting;
  readonly by: Principal;
  readonly child: ChildRecord;
  readonly today: string;
  /** How many facts of a kind are added at most. */
  readonly most: number;
}

/** What somebody tries with a child, before it is said which child it is. */
export type Try = Omit<Move, "by" | "child"> | Omit<OverrideMove, "by" | "child">;

/** All that somebody can try of one kind of change. Nobody's ids are secret, and who may is not asked here: the change refuses. */
export type Moves = (trying: Trying) => readonly Try[];
