import type { World } from "./world.ts";
import { baby } from "./worlds/baby.ts";
import { falseOrder } from "./worlds/false-order.ts";
import { lyingIssuer } from "./worlds/lying-issuer.ts";
import { override } from "./worlds/override.ts";
import { refuge } from "./worlds/refuge.ts";
import { rightsAt12 } from "./worlds/rights-12.ts";
import { rightsAt17 } from "./worlds/rights-17.ts";
import { shield } from "./worlds/shield.ts";
import { team } from "./worlds/team.ts";

/** Every small world in which chains of changes are followed. */
export const worlds: readonly World[] = [team, shield, refuge, rightsAt17, rightsAt12, baby, falseOrder, override, lyingIssuer];
