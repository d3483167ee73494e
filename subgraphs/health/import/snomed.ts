/** The system of SNOMED CT codes, the dictionary of medicines and devices (dm+d) among them. */
export const snomedSystem = "http://snomed.info/sct";

// Verhoeff's dihedral check, as the SNOMED CT Release File Specification (§6, SCTID) prescribes it.
const multiplied = Array.from({ length: 10 }, (_, left) => Array.from({ length: 10 }, (__, right) => product(left, right)));
const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/**
 * Whether a text is shaped as the id of a SNOMED CT concept: 6 to 18 digits, a partition of concepts (00 or 10), and a check digit that holds. Does not look
 * whether the concept exists: that needs a terminology server.
 */
export function isSnomedConcept(text: string): boolean {
  if (!/^[1-9]\d{5,17}$/.test(text) || !/[01]0\d$/.test(text)) return false;
  const check = [...text].reverse().reduce((sum, digit, position) => multiplied[sum]?.[permuted(Number(digit), position % 8)] ?? 0, 0);
  return check === 0;
}

/** The product in the dihedral group of the pentagon: 0-4 are rotations, 5-9 reflections. */
function product(left: number, right: number): number {
  const turned = left < 5 ? left + (right % 5) : left - (right % 5) + 5;
  return (turned % 5) + (left < 5 === right < 5 ? 0 : 5);
}

function permuted(digit: number, times: number): number {
  let result = digit;
  for (let time = 0; time < times; time += 1) result = permutation[result] ?? 0;
  return result;
}
