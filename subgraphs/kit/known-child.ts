/** The table that every agency has: its key is the agency's identifier of a child of whom there are records. */
export const knownChildTable = "known_child";
