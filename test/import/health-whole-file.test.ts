import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ImportRefused } from "../../subgraphs/kit/import/refused.ts";
import { bundleOf, patient, readText, snomed, subject } from "./health-bundles.ts";
import { deepBundle, type Json, wholeBundle } from "./health-whole-bundle.ts";
import { runs } from "../runs.ts";

type Path = readonly (string | number)[];

/** A bundle with all the places in it, and what it gives as it is. */
function known(json: Json) {
  return { json, places: pathsOf(json, []), before: readText(JSON.stringify(json)) };
}
type Known = ReturnType<typeof known>;

const whole = known(wholeBundle());
const deep = known(deepBundle());

/** What of these leaves may go without a trace: each is compared, and says here no more than its absence would. */
const mayGo = [
  /^Bundle\.meta/, // the label of made-up data
  /\.id$/, // an id matters only where something refers to it
  /\.(display|unit)$/, // the words beside a code that was read
  /^Patient\.(meta|identifier\.use)/, // the label of made-up data; "official", which is neither old nor temporary
  /^ServiceRequest\.(status|intent)$/, // neither revoked nor a proposal
  /^ServiceRequest\.reasonCode/, // the same as the diagnosis
  /^AllergyIntolerance\.(clinicalStatus|onsetAge\.(code|system))/, // a statement that still holds; the unit in words
  /^Appointment\.serviceType/, // the service, which an episode says for its appointments
];

describe("a bundle with every kind of resource", () => {
  test("loses nothing in silence: an unknown element, anywhere and of any form, refuses the file or is counted by its path", () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, "", {}, [], [null]));
    const objects = whole.places.filter((path) => isObject(at(whole.json, path)));
    fc.assert(
      fc.property(
        fc.constantFrom(...objects),
        fc.constantFrom("stage", "x-unknown", "_status", "toString", "display", "unit"),
        anything,
        (path, name, value) => {
          // The words beside a code that is read are read with it.
          fc.pre((name !== "display" && name !== "unit") || typeof Reflect.get(at(whole.json, path) as object, "code") !== "string");
          const changed = structuredClone(whole.json);
          Object.assign(at(changed, path) as object, { [name]: value });
          expectToldOf(whole, changed, [...path, name]);
        },
      ),
      { numRuns: runs(30) },
    );
  });

  test("uses what it counts as read: whatever is taken out of the file shows in a record or in the report", () => {
    fc.assert(
      fc.property(fc.constantFrom(...removable(whole)), (path) => expectToldOf(whole, without(whole, path), path)),
      { numRuns: runs(30) },
    );
  });

  test("uses each single element that it counts as read of an allergy, a condition and a Patient", () => {
    for (const path of removable(deep)) expectToldOf(deep, without(deep, path), path);
  });
});

function removable({ json, places }: Known): Path[] {
  return places.filter((path) => path.length > 0 && !mayGo.some((pattern) => pattern.test(nameOf(json, path))));
}

function without({ json }: Known, path: Path): Json {
  const changed = structuredClone(json);
  const holder = at(changed, path.slice(0, -1));
  const key = path.at(-1) ?? "";
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder as object, key);
  return changed;
}

/** Expects that a changed file is refused, or reads otherwise than before, or that what was changed lies in what is counted as a whole anyway. */
function expectToldOf({ json, before }: Known, changed: Json, path: Path): void {
  try {
    const after = readText(JSON.stringify(changed));
    if (JSON.stringify(after) !== JSON.stringify(before)) return;
  } catch (cause) {
    expect(cause).toBeInstanceOf(ImportRefused);
    return;
  }
  const name = nameOf(json, path);
  const counted = Object.keys(before.leftOut).map((what) => what.replace(/^element /, ""));
  // A Practitioner of whom nothing is read is counted as a resource.
  const within = counted.filter(
    (one) => name === one || name.startsWith(`${one}.`) || (name.startsWith("Practitioner.") && one.startsWith("Practitioner that")),
  );
  expect({ name, within }).not.toEqual({ name, within: [] });
}

function pathsOf(value: Json, path: Path): Path[] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, one]) => pathsOf(one, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function at(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((holder, key) => (holder as Record<string | number, Json> | undefined)?.[key], value);
}

function isObject(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `Condition.code.coding` */
function nameOf(json: Json, path: Path): string {
  const resource = path[0] === "entry" && path[2] === "resource" ? at(json, path.slice(0, 3)) : undefined;
  const type = isObject(resource) ? String(Reflect.get(resource as object, "resourceType")) : "Bundle";
  return [type, ...path.slice(type === "Bundle" ? 0 : 3).filter((key) => typeof key === "string")].join(".");
}

describe("what is said of elements that are not read", () => {
  test("names each by its path with how often it stands there, an extension by its URL, and a structure as a whole", () => {
    const condition = {
      resourceType: "Condition",
      id: "c1",
      extension: [{ url: "https://trust.example/urgency", valueCode: "soon" }],
      code: {
        coding: [
          { system: "http://snomed.info/sct", code: "195967001", display: "Asthma" },
          { system: "urn:read", code: "H33.." },
        ],
      },
      bodySite: [snomed("39607008", "Lung")],
      stage: [{ summary: { text: "Stage 2" } }, { summary: { text: "Stage 3" } }],
      subject: { ...subject, display: "A child" },
    };
    expect(readText(bundleOf([patient, condition])).leftOut).toEqual({
      "element Condition.bodySite": 1,
      "element Condition.code.coding": 1,
      "element Condition.extension[https://trust.example/urgency]": 1,
      "element Condition.stage": 2,
      "element Condition.subject.display": 1,
    });
  });

  test("cannot be made to write whatever a file holds into a report", () => {
    const named = { ...patient, ["\u001b[2J".repeat(1000)]: 1 };
    const [said] = Object.keys(readText(bundleOf([named])).leftOut);
    expect(said).toMatch(/^element Patient\."(\\u001b\[2J){16}"$/);
  });
});
