/**
 * What each licence asks of those who pass the software on, by its SPDX id, in short and in our own words; the text that counts is in the package. A licence that is
 * not here has not been looked at, so its package is not used.
 */
export const licenceDuties: Readonly<Record<string, string>> = {
  "0BSD": "Nothing.",
  "Apache-2.0":
    "Pass on the licence text and the package's NOTICE file, if it has one, and say which files were changed. Grants a patent licence, which ends for those who sue over patents.",
  "BlueOak-1.0.0": "Pass on the licence text or a link to it. Grants a patent licence.",
  "BSD-2-Clause": "Pass on the copyright notice and the licence text, also with compiled copies.",
  "BSD-3-Clause":
    "Pass on the copyright notice and the licence text, also with compiled copies. The authors' names must not be used to advertise.",
  "Elastic-2.0":
    "Not an open-source licence. Pass on the licence text and leave all notices in place. It must not be offered to third parties as a hosted or managed service (see above).",
  ISC: "Pass on the copyright notice and the licence text.",
  MIT: "Pass on the copyright notice and the licence text.",
  "Python-2.0": "Pass on the licence text and the copyright notices, and sum up what was changed.",
};
