const width = 110;

/** The text in lines of at most 110 characters, each indented by as many spaces; where `first` is given, it stands before the first line instead. */
export function wrapped(text: string, indent: number, first = " ".repeat(indent)): string {
  const lines: string[] = [];
  let [margin, line] = [first, ""];
  for (const word of text.split(/\s+/)) {
    if (line !== "" && margin.length + line.length + 1 + word.length > width) {
      lines.push(margin + line);
      [margin, line] = [" ".repeat(indent), ""];
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return `${[...lines, margin + line].join("\n")}\n`;
}

/** The items one below the other, each with a dash before it. */
export function bulleted(items: readonly string[], indent = 2): string {
  return items.map((item) => wrapped(item, indent + 2, `${" ".repeat(indent)}- `)).join("");
}

/** `1 rule`, `2 rules`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
