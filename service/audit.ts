export { appendWithin } from "./audit/append.ts";
export type { Json } from "./audit/canonical.ts";
export type { NewEntry } from "./audit/entry.ts";
export { eraseValues } from "./audit/erase.ts";
export { eraseSelected } from "./audit/erase-selected.ts";
export { exportLog, exportWithin, exportWitnessed } from "./audit/export.ts";
export { type AuditLog, openAuditLog } from "./audit/log.ts";
export { verifierKeyOf } from "./audit/signing-key.ts";
