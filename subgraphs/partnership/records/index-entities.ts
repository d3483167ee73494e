import { AboutMeRow } from "./about-me-row.ts";
import { AddressRow } from "./address-row.ts";
import { AccessOverrideRow } from "./access-override-row.ts";
import { AlertRow } from "./alert-row.ts";
import { CapacityAssessmentRow } from "./capacity-assessment-row.ts";
import { ChangeReceiptRow } from "./change-receipt-row.ts";
import { ChildRow } from "./child-row.ts";
import { ConsentEventRow } from "./consent-event-row.ts";
import { DisclosureRow } from "./disclosure-row.ts";
import { FamilyRelationRow } from "./family-relation-row.ts";
import { IdentifierRow } from "./identifier-row.ts";
import { PersonRow } from "./person-row.ts";
import { PractitionerRow } from "./practitioner-row.ts";
import { ProcessEventRow } from "./process-event-row.ts";
import { RestrictionRow } from "./restriction-row.ts";
import { ServiceInvolvementRow } from "./service-involvement-row.ts";
import { TeamMembershipRow } from "./team-membership-row.ts";

/** Everything that the partnership's database holds of the child index. */
export const indexEntities = [
  ChildRow,
  IdentifierRow,
  AddressRow,
  PersonRow,
  FamilyRelationRow,
  PractitionerRow,
  TeamMembershipRow,
  ServiceInvolvementRow,
  AboutMeRow,
  ConsentEventRow,
  RestrictionRow,
  CapacityAssessmentRow,
  AccessOverrideRow,
  DisclosureRow,
  ProcessEventRow,
  AlertRow,
  ChangeReceiptRow,
];
