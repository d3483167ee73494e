/** Mental health services among the SNOMED CT services of NHS England's practice settings: what is with one of them tells of mental health care. */
export const mentalHealthServices: ReadonlySet<string> = new Set([
  "310117003", // Child and adolescent psychiatry service
  "828811000000104", // Child psychiatry service
  "828821000000105", // Adolescent psychiatry service
  "708168004", // Mental health service
  "310116007", // Psychiatry service
  "310118008", // Forensic psychiatry service
  "310119000", // Liaison psychiatry service
  "310120006", // Mental handicap psychiatry service
  "1186717003", // Intellectual disability psychiatry service
  "310123008", // Psychology service
  "893381000000103", // Clinical psychology service
  "310124002", // Psychotherapy service
  "1323621000000104", // Medical psychotherapy service
  "310027007", // Mental health counseling service
  "828281000000107", // Eating disorders service
  "893531000000105", // Psychiatric intensive care service
  "893261000000103", // Mental health dual diagnosis service
  "893251000000101", // Mental health recovery and rehabilitation service
  "901221000000102", // Perinatal mental health service
  "1079481000000104", // Perinatal psychiatry service
  "92191000000105", // Early intervention in psychosis team
  "92151000000102", // Mental health crisis resolution team
  "92221000000103", // Mental health home treatment team
  "89301000000108", // Community mental health team
]);

/** SNOMED CT occupations and specialties (PractitionerRole.code, .specialty) whose assessments tell of mental health care. */
export const mentalHealthPractitioners: ReadonlySet<string> = new Set([
  "309361002", // Child and adolescent psychiatrist
  "80584001", // Psychiatrist
  "224563006", // Psychiatric nurse
  "224564000", // Community mental health nurse
  "224588003", // Psychotherapist
  "310186002", // Nurse psychotherapist
  "310190000", // Mental health counselor
  "394588006", // Child and adolescent psychiatry (specialty)
  "394587001", // Psychiatry (specialty)
]);
