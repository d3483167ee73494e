/** The text as it reads in Markdown, on one line: nothing in it is markup, and it can stand in a table. */
export function inMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|&]/g, "\\$&");
}

/** The text as it reads in HTML, between tags or in a quoted attribute. */
export function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** The value as JSON that can stand in a script element: no text in it can end the element or begin a comment. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
