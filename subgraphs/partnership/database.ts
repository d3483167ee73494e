import { Index0001 } from "./migrations/0001-index.ts";
import { PermitKeys0002 } from "./migrations/0002-permit-keys.ts";
import { Changes0003 } from "./migrations/0003-changes.ts";
import { Chains0004 } from "./migrations/0004-chains.ts";
import { Deaths0005 } from "./migrations/0005-deaths.ts";
import { Contradictions0006 } from "./migrations/0006-contradictions.ts";
import { PermitKey } from "./permits/permit-key.ts";
import { indexEntities } from "./records/index-entities.ts";

/** The tables of the partnership's database. */
export const partnershipEntities = [...indexEntities, PermitKey];

/** The migrations that make them, oldest first. */
export const partnershipMigrations = [Index0001, PermitKeys0002, Changes0003, Chains0004, Deaths0005, Contradictions0006];
