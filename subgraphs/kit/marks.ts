/** The marks of a record, on which agreements may set conditions. Always complete: a missing mark never permits. */
export interface Marks {
  /** It is about somebody else as well. */
  readonly aboutOther: boolean;
  /** It is withheld from the family, for serious harm. */
  readonly withheldFromFamily: boolean;
}

/** The marks of a record that nobody marked, and of what is not a record of its own: neither is set. */
export const unmarked: Marks = { aboutOther: false, withheldFromFamily: false };
