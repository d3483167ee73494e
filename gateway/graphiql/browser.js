/* global document, fetch, GraphiQL, Headers, localStorage, React, ReactDOM */

const main = document.getElementById("graphiql");
const personSelect = document.getElementById("person");
const exampleSelect = document.getElementById("example");
const about = document.getElementById("about");
const { endpoint, personsUrl } = main.dataset;
const remembered = "childview:person";
/** Tokens hold for an hour; a new one is taken well before that. In milliseconds. */
const tokenAge = 50 * 60_000;

const root = ReactDOM.createRoot(main);
let persons = [];
let examples = [];
let token;
let fetcher = createFetcher();

/** A new fetcher makes GraphiQL read the schema again, as it may look different to another person. */
function createFetcher() {
  return async (operation, options) => {
    const headers = new Headers(options?.headers);
    headers.set("content-type", "application/json");
    headers.set("accept", "application/graphql-response+json, application/json");
    const accessToken = await currentToken();
    if (accessToken !== undefined && !headers.has("authorization")) headers.set("authorization", `Bearer ${accessToken}`);
    const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(operation) });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      return { errors: [{ message: `The gateway answered with status ${response.status} and no JSON: ${text.slice(0, 200)}` }] };
    }
  };
}

async function currentToken() {
  const short = personSelect.value;
  if (short === "") return undefined;
  if (token?.short !== short || Date.now() - token.takenAt > tokenAge) {
    const response = await fetch(`${personsUrl}/${encodeURIComponent(short)}/token`);
    if (!response.ok) throw new Error(`The OpenID provider gave no token for ${short}: status ${response.status}`);
    const { accessToken } = await response.json();
    token = { short, accessToken, takenAt: Date.now() };
  }
  return token.accessToken;
}

function say(text, failed = false) {
  about.textContent = text;
  about.classList.toggle("failed", failed);
}

function render(query) {
  root.render(
    React.createElement(GraphiQL, {
      fetcher,
      query,
      defaultQuery: examples[0]?.query,
      isHeadersEditorEnabled: true,
      shouldPersistHeaders: false,
    }),
  );
}

/** GraphiQL takes over a query only when it differs from the one before, so that one is taken back first. */
function show(query) {
  ReactDOM.flushSync(() => render(undefined));
  render(query);
}

async function choosePerson() {
  const person = persons.find(({ short }) => short === personSelect.value);
  localStorage.setItem(remembered, personSelect.value);
  token = undefined;
  try {
    await currentToken();
    say(person ? `Sees ${person.sees}.` : "No token is sent.");
  } catch (error) {
    say(error.message, true);
  }
  fetcher = createFetcher();
  render(undefined);
}

function option(value, text) {
  const element = document.createElement("option");
  element.value = value;
  element.textContent = text;
  return element;
}

function listPersons() {
  for (const agency of new Set(persons.map((person) => person.agency))) {
    const group = document.createElement("optgroup");
    group.label = agency;
    const members = persons.filter((person) => person.agency === agency);
    group.append(...members.map(({ short, name, role }) => option(short, `${short}: ${name}, ${role}`)));
    personSelect.append(group);
  }
  const before = localStorage.getItem(remembered) ?? persons[0]?.short ?? "";
  personSelect.value = before === "" || persons.some(({ short }) => short === before) ? before : "";
}

async function start() {
  examples = await (await fetch("/graphiql/examples.json")).json();
  exampleSelect.append(...examples.map(({ title }, index) => option(String(index), title)));
  exampleSelect.addEventListener("change", () => {
    if (exampleSelect.value !== "") show(examples[Number(exampleSelect.value)].query);
    exampleSelect.value = "";
  });
  personSelect.addEventListener("change", choosePerson);
  try {
    persons = await (await fetch(personsUrl)).json();
    listPersons();
    await choosePerson();
  } catch {
    say(`The OpenID provider does not answer at ${personsUrl}: start the system with npm start.`, true);
    render(undefined);
  }
}

await start();
