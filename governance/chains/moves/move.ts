import type { Asking, AskingOfOverride } from "../../../subgraphs/partnership/changing/changes.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { ChildRecord, DecidedScene } from "../scene.ts";

/** A change that is asked for; `override` is the id of one that is to be changed. */
export type Asked = (Asking & { readonly override?: undefined }) | (AskingOfOverride & { readonly override: string });

/** What somebody tries with a child, before it is said who and with which child: plain data, of which the same can be asked of the running system. */
export type Try = Asked & {
  /** What they do, to follow their name. */
  readonly says: string;
};

/** Something that somebody tries, allowed or not. */
export type Move = Try & {
  readonly by: Principal;
  /** Which child of the world it is about. */
  readonly child: number;
};

/** What a kind of change can be asked for: by whom, of which child as it is on which day. */
export interface Trying {
  readonly setting: DecidedScene;
  readonly by: Principal;
  readonly child: ChildRecord;
  readonly today: string;
  /** How many facts of a kind are added at most. */
  readonly most: number;
}

/** All that somebody can try of one kind of change. Nobody's ids are secret, and who may is not asked here: the change refuses. */
export type Moves = (trying: Trying) => readonly Try[];
