/** What the page must know: where operations go, and where the demo persons and their tokens are. */
export interface GraphiqlOptions {
  /** The path or URL of the GraphQL endpoint, for example `/graphql`. */
  readonly endpoint: string;
  /** The list of demo persons, for example `http://127.0.0.1:4010/persons`; a person's token is at `<short>/token` below it. */
  readonly personsUrl: string;
}

/** The HTML of the page. It holds no script of its own; the settings travel as data attributes. */
export function graphiqlHtml({ endpoint, personsUrl }: GraphiqlOptions): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Childview, for developers</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/browser.css">
<script defer src="/graphiql/react.js"></script>
<script defer src="/graphiql/react-dom.js"></script>
<script defer src="/graphiql/graphiql.js"></script>
<script type="module" src="/graphiql/browser.js"></script>
</head>
<body>
<header>
<label>Ask as <select id="person"><option value="">nobody (no token)</option></select></label>
<label>Examples <select id="example"><option value="">choose …</option></select></label>
<output id="about" aria-live="polite"></output>
</header>
<main id="graphiql" data-endpoint="${attribute(endpoint)}" data-persons-url="${attribute(personsUrl)}">Loading …</main>
</body>
</html>
`;
}

/**
 * The content security policy of the page: scripts and styles from here alone, requests to the endpoint and to the persons alone. Styles
 * may stand inline, as GraphiQL's dialogs put some in; an inline style cannot run anything.
 */
export function graphiqlPolicy({ endpoint, personsUrl }: GraphiqlOptions): string {
  const hosts = [endpoint, personsUrl].filter((url) => URL.canParse(url)).map((url) => new URL(url).origin);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src data:",
    "img-src 'self' data:",
    `connect-src ${[...new Set(["'self'", ...hosts])].join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
