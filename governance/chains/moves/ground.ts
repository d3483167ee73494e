/** A ground long enough for every change. What it says, only people can judge. */
export const ground = "Told by telephone this morning, with a letter to follow later";
