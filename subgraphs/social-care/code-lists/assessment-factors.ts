/**
 * Factors identified at the end of an assessment, after the Department for Education's "Children in need census: guide for local authorities".
 * Who a factor is about follows from the table, not from the code's letter: in 1 to 6 the letter B is a parent or carer and C another person of
 * the household, but 8B to 8F are kinds of private fostering of the child, and 18B to 19C say who harmed the child.
 */
export const assessmentFactors = {
  system: "DfE children in need census: factors identified at assessment",
  // Split by who did it. The census asks about a file that still has the old codes from 2024-25 on (its queries 8945 and 8950), and until then did not.
  held: { "18A": { until: "2024-03-31" }, "19A": { until: "2024-03-31" } },
  labels: {
    "1A": "Alcohol misuse by the child",
    "1B": "Alcohol misuse by a parent or carer",
    "1C": "Alcohol misuse by another person in the household",
    "2A": "Drug misuse by the child",
    "2B": "Drug misuse by a parent or carer",
    "2C": "Drug misuse by another person in the household",
    "3A": "Domestic abuse of the child",
    "3B": "Domestic abuse of a parent or carer",
    "3C": "Domestic abuse of another person in the household",
    "4A": "The child's mental health",
    "4B": "A parent's or carer's mental health",
    "4C": "The mental health of another person in the household",
    "5A": "The child's learning disability",
    "5B": "A parent's or carer's learning disability",
    "5C": "The learning disability of another person in the household",
    "6A": "The child's physical disability or illness",
    "6B": "A parent's or carer's physical disability or illness",
    "6C": "The physical disability or illness of another person in the household",
    "7A": "The child is a young carer",
    "8B": "Privately fostered: from overseas, meaning to return",
    "8C": "Privately fostered: from overseas, meaning to stay",
    "8D": "Privately fostered: from the UK, for schooling",
    "8E": "Privately fostered: from the UK, by a family's own arrangement",
    "8F": "Privately fostered: another arrangement",
    "9A": "An unaccompanied child seeking asylum",
    "10A": "Going or being missing",
    "11A": "Child sexual exploitation",
    "12A": "Trafficking",
    "13A": "Gangs",
    "14A": "Socially unacceptable behaviour",
    "15A": "Self-harm",
    "16A": "Neglect",
    "17A": "Emotional abuse",
    "18A": "Physical abuse, not told by whom",
    "18B": "Physical abuse by another child",
    "18C": "Physical abuse by an adult",
    "19A": "Sexual abuse, not told by whom",
    "19B": "Sexual abuse by another child",
    "19C": "Sexual abuse by an adult",
    "20": "Another factor",
    "21": "No factors were identified",
    "22A": "Female genital mutilation",
    "23A": "Abuse linked to faith or belief",
    "24A": "Child criminal exploitation",
  },
} as const;

/** The factors whose subject is a parent, a carer or somebody else in the household. */
export const factorsAboutOthers: ReadonlySet<string> = new Set(["1B", "1C", "2B", "2C", "3B", "3C", "4B", "4C", "5B", "5C", "6B", "6C"]);

/** A child's disabilities (children in need census). `NONE` is not a disability and is never stored. */
export const disabilities = {
  system: "DfE children in need census: disability",
  labels: {
    MOB: "Mobility",
    HAND: "Hand function",
    PC: "Personal care",
    INC: "Incontinence",
    COMM: "Communication",
    LD: "Learning",
    HEAR: "Hearing",
    VIS: "Vision",
    BEH: "Behaviour",
    CON: "Consciousness, such as seizures",
    AUT: "Autism, diagnosed",
    DDA: "Another disability under the Equality Act 2010",
  },
} as const;
