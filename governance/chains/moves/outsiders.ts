export { isOfficerOfAny } from "../../../subgraphs/partnership/changing/restriction/may-restrict.ts";
export { mayBringBack, mayConfirmFromOutside } from "../../../subgraphs/partnership/changing/team/outsiders.ts";
