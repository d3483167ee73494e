/** In place of the journal: notes nothing. */
export class Journal {
  entered(): void {}
  reached(): void {}
  released(): void {}
  shown(): void {}
  withheld(): void {}
  inPart(): void {}
  permitIssued(): void {}
  named(): void {}
  searched(): void {}
}
