import { Index0001 } from "./migrations/0001-index.ts";
import { PermitKeys0002 } from "./migrations/0002-permit-keys.ts";
import { Changes0003 } from "./migrations/0003-changes.ts";
import { Chains0004 } from "./migrations/0004-chains.ts";
import { Deaths0005 } from "./migrations/0005-deaths.ts";
import { Bounds0006 } from "./migrations/0006-bounds.ts";
import { Contradictions0007 } from "./migrations/0007-contradictions.ts";
import { History0008 } from "./migrations/0008-history.ts";
import { AllowancesAndKeys0009 } from "./migrations/0009-allowances-and-keys.ts";
import { AuditReading0010 } from "./migrations/0010-audit-reading.ts";
import { Disclosures0011 } from "./migrations/0011-disclosures.ts";
import { Processes0012 } from "./migrations/0012-processes.ts";
import { PermitKey } from "./permits/permit-key.ts";
import { indexEntities } from "./records/index-entities.ts";

/** The tables of the partnership's database. */
export const partnershipEntities = [...indexEntities, PermitKey];

/** The migrations that make them, oldest first. */
export const partnershipMigrations = [
  Index0001,
  PermitKeys0002,
  Changes0003,
  Chains0004,
  Deaths0005,
  Bounds0006,
  Contradictions0007,
  History0008,
  AllowancesAndKeys0009,
  AuditReading0010,
  Disclosures0011,
  Processes0012,
];
