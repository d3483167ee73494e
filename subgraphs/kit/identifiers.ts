/** Letters stand for 0 to 22; I, O and S are left out because they are misread. */
const upnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

/**
 * Whether a text is an NHS number: ten digits, the last of which checks the others by modulus 11 with the weights 10 to 2 (NHS Data Dictionary, "NHS NUMBER").
 * Does not look whether the number was ever issued; numbers that begin with 999 never are and are for tests.
 */
export function isNhsNumber(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false;
  const sum = weighted([...value.slice(0, 9)].map(Number), (position) => 10 - position);
  const check = (11 - (sum % 11)) % 11;
  // A remainder of 1 would need the digit 10: such numbers are not issued.
  return check !== 10 && check === Number(value.at(9));
}

/**
 * Whether a text is a unique pupil number: a check letter, eleven digits, and a digit, or a letter in a temporary one (DfE, "Unique pupil numbers: a guide for schools
 * and local authorities"; Government Data Standards Catalogue, UniquePupilNumber 2.0). Does not look whether the local authority in it exists.
 */
export function isUpn(value: string): boolean {
  if (!new RegExp(`^[${upnLetters}]\\d{11}[\\d${upnLetters}]$`).test(value)) return false;
  const digits = [...value.slice(1)].map((character) => (/\d/.test(character) ? Number(character) : upnLetters.indexOf(character)));
  return upnLetters.charAt(weighted(digits, (position) => position + 2) % 23) === value.charAt(0);
}

/**
 * Whether a text is a reason why a child has no UPN, which the DfE's returns have in its place. The returns do not have all of them in all years (SSDA903 `UN1` to `UN5`, the
 * children in need census up to `UN10`); all say the same here, that there is none.
 */
export function isReasonForNoUpn(value: string): boolean {
  return /^UN([1-9]|10)$/.test(value);
}

/** Whether a text has the form of a school's unique reference number: six digits (DfE, "Get information about schools"). It has no check digit. */
export function isUrn(value: string): boolean {
  return /^[1-9]\d{5}$/.test(value);
}

/** Why a value cannot be an identifier of this system, as the end of a sentence; undefined if it can. An agency's own systems have no check digit. */
export function identifierProblem(system: string, value: string): string | undefined {
  if (system === "NHS_NUMBER") return isNhsNumber(value) ? undefined : "is not an NHS number (ten digits, the last a check digit)";
  if (system === "UPN") return isUpn(value) ? undefined : "is not a UPN (a check letter and twelve digits)";
  return /^[A-Za-z0-9-]{1,36}$/.test(value) ? undefined : "is not an identifier (letters, digits and hyphens, 36 at most)";
}

function weighted(digits: number[], weight: (position: number) => number): number {
  return digits.reduce((sum, digit, position) => sum + digit * weight(position), 0);
}
