/** The four broad areas of need of the SEND Code of Practice (6.28 to 6.35). The abbreviations are ours. */
export const areaOfNeed = {
  system: "SEND Code of Practice: broad area of need",
  labels: {
    CI: "Communication and interaction",
    CL: "Cognition and learning",
    SEMH: "Social, emotional and mental health",
    SP: "Sensory or physical needs",
  },
} as const;

/** How far a child has come with a target. There is no published list; these are ours. */
export const targetProgress = {
  system: "Childview: progress towards a target",
  labels: {
    NOT_STARTED: "Not started",
    SOME: "Some progress",
    GOOD: "Good progress",
    ACHIEVED: "Achieved",
    NO_PROGRESS: "No progress yet",
    DROPPED: "No longer worked on",
  },
} as const;
