const width = 110;

/** The text in lines of at most 110 characters, each indented by as many spaces; where `first` is given, it stands before the first line. */
export function wrapped(text: string, indent: number, first = " ".repeat(indent)): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    const fits = line.length + word.length + 1 <= width || line.trim() === first.trim();
    if (!fits) lines.push(line.trimEnd());
    line = fits ? `${line}${line.length > indent ? " " : ""}${word}` : `${" ".repeat(indent)}${word}`;
  }
  return [...lines, line.trimEnd(), ""].join("\n");
}

/** The items one below the other, each with a dash before it. */
export function bulleted(items: readonly string[], indent = 2): string {
  return items.map((item) => wrapped(item, indent + 2, `${" ".repeat(indent)}- `)).join("");
}

/** `1 rule`, `2 rules`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
