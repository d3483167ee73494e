/** The marks as a row of a file gives them; null where the column is missing or empty. */
interface GivenMarks {
  readonly AboutOther: boolean | null;
  readonly WithheldFromFamily: boolean | null;
}

interface Marks {
  aboutOther: boolean;
  withheldFromFamily: boolean;
}

/** The marks to store: what the row does not give is left out, so that a file without the columns never takes a mark away. */
export function givenMarks({ AboutOther, WithheldFromFamily }: GivenMarks): Partial<Marks> {
  return {
    ...(AboutOther === null ? {} : { aboutOther: AboutOther }),
    ...(WithheldFromFamily === null ? {} : { withheldFromFamily: WithheldFromFamily }),
  };
}

/** The marks of a record that several rows make up: set if they are set already or if any of the rows sets them. */
export function joinedMarks(stored: Marks | undefined, rows: readonly GivenMarks[]): Marks {
  return {
    aboutOther: (stored?.aboutOther ?? false) || rows.some((row) => row.AboutOther === true),
    withheldFromFamily: (stored?.withheldFromFamily ?? false) || rows.some((row) => row.WithheldFromFamily === true),
  };
}
