import { generateKeyPairSync, type KeyObject } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { sign } from "../../governance/commands/sign.ts";
import { verify } from "../../governance/commands/verify.ts";
import { runCommand } from "../../governance/run.ts";
import { loadPolicy } from "../../policies/index.ts";
import { englandToday } from "../../service/england-today.ts";
import { signPolicyVersion } from "../../trust/policy-signature.ts";
import { listed, officerCalled, type TestOfficer, withOfficers } from "../trust/officer-maker.ts";

const today = englandToday(new Date());
const ada = officerCalled("ada.byron");
const mary = officerCalled("mary.somerville");
const emmy = officerCalled("emmy.noether", { agency: "education" });
const retired = officerCalled("caroline.herschel", { until: "2026-06-30" });
const made: string[] = [];
let folder: string;
let policies: string;

/** A project of its own: the documents, a list of agencies with officers, and their key files. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "childview-signing-"));
  made.push(folder);
  policies = join(folder, "policies");
  cpSync("policies", policies, { recursive: true });
  rmSync(join(policies, "signatures"), { recursive: true, force: true });
  writeFileSync(join(folder, "agencies.yaml"), withOfficers(readFileSync("agencies.yaml", "utf8"), [ada, mary, emmy, retired].map(listed)));
  for (const officer of [ada, mary, emmy, retired]) writeFileSync(keyFile(officer), pemOf(officer.privateKey));
});
afterAll(() => made.forEach((name) => rmSync(name, { recursive: true, force: true })));

const keyFile = ({ id }: TestOfficer): string => join(folder, `${id}.pem`);
const pemOf = (key: KeyObject): string => key.export({ format: "pem", type: "pkcs8" }).toString();
// What is past its review date has a version too.
const versionNow = (): string => loadPolicy(policies, "0001-01-01").version;
const signatureFile = ({ id }: TestOfficer): string => join(policies, "signatures", `${versionNow().slice(0, 16)}-${id}.jws`);

async function policy(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const files = ["--policies", policies, "--agencies", join(folder, "agencies.yaml")];
  const code = await runCommand({ sign, verify }, [...words, ...files], {
    now: new Date(),
    write: (text) => (out += text),
    complain: (text) => (err += text),
  });
  return { code, out, err };
}

const signAs = (officer: TestOfficer, key = keyFile(officer)) => policy("sign", "--officer", officer.id, "--key", key);

/** Gives the documents another effect, and so another version. */
function changeDocuments(from = "id: shielded-address", to = "id: shielded-address-renamed"): void {
  const file = join(policies, "agreements/prohibitions.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
}

describe("before anybody has signed", () => {
  test("verify says so, names the version, and ends with 1", async () => {
    const { code, out, err } = await policy("verify");
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toBe(`No listed officer has signed version ${versionNow()}.\n`);
  });
});

describe("an officer of another agency", () => {
  test("signs, and the version waits for one of the agency that has rules of its own; each is called by its title", async () => {
    const list = join(folder, "agencies.yaml");
    const titles = readFileSync(list, "utf8")
      .replace("title: health", "title: the hospital")
      .replace("title: education", "title: the schools");
    writeFileSync(list, titles);
    expect(await signAs(emmy)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Officer emmy\.noether \(the schools\) signed version/),
    });
    const { code, out } = await policy("verify");
    expect(code).toBe(1);
    expect(out).toMatch(
      /^No listed officer of the hospital, whose own rules are part of it, has signed version [0-9a-f]{64}\.\n {2}Officer emmy\.noether \(the schools\) signed it on/,
    );
    await signAs(ada);
    expect((await policy("verify")).code).toBe(0);
  });
});

describe("an officer who signs", () => {
  test("is found by verify, with agency and day, which then ends with 0", async () => {
    expect((await signAs(ada)).code).toBe(0);
    const { code, out } = await policy("verify");
    expect(code).toBe(0);
    expect(out).toContain(`Version ${versionNow()} is signed.`);
    expect(out).toMatch(new RegExp(`Officer ada\\.byron \\(health\\) signed it on ${today}: [0-9a-f]{16}-ada\\.byron\\.jws`));
  });

  test("is found by programs too", async () => {
    expect(JSON.parse((await policy("sign", "--officer", "ada.byron", "--key", keyFile(ada), "--json")).out)).toMatchObject({
      version: versionNow(),
      officer: "ada.byron",
      signedOn: today,
      written: true,
    });
    expect(JSON.parse((await policy("verify", "--json")).out)).toEqual({
      version: versionNow(),
      signed: true,
      signatures: [
        {
          file: `${versionNow().slice(0, 16)}-ada.byron.jws`,
          officer: "ada.byron",
          name: "Officer ada.byron",
          agency: "health",
          signedOn: today,
        },
      ],
      others: [],
      expired: [],
    });
  });

  test("signs beside others, each with a file of their own, and no other file is left behind", async () => {
    await signAs(ada);
    await signAs(mary);
    expect((await policy("verify")).out.match(/signed it on/g)).toHaveLength(2);
    expect(readdirSync(join(policies, "signatures")).sort()).toEqual(
      ["ada.byron", "mary.somerville"].map((id) => `${versionNow().slice(0, 16)}-${id}.jws`),
    );
  });

  test("and signs again, is told that they already did, and nothing is changed", async () => {
    await signAs(ada);
    const before = readFileSync(signatureFile(ada), "utf8");
    const again = await signAs(ada);
    expect(again.code).toBe(0);
    expect(again.out).toContain("already signed");
    expect(readFileSync(signatureFile(ada), "utf8")).toBe(before);
  });

  test("replaces a file of theirs that does not count", async () => {
    mkdirSync(join(policies, "signatures"));
    writeFileSync(signatureFile(ada), "half a sign");
    expect((await signAs(ada)).code).toBe(0);
    expect((await policy("verify")).code).toBe(0);
  });

  test("can use a key that is a JWK", async () => {
    const file = join(folder, "ada.json");
    writeFileSync(file, JSON.stringify(ada.privateKey.export({ format: "jwk" })));
    expect((await signAs(ada, file)).code).toBe(0);
    expect((await policy("verify")).code).toBe(0);
  });
});

describe("a signature", () => {
  test("ends with the version: documents with another effect have to be signed again", async () => {
    await signAs(ada);
    const file = `${versionNow().slice(0, 16)}-ada.byron.jws`;
    changeDocuments();
    const { code, out } = await policy("verify");
    expect(code).toBe(1);
    expect(out).toContain(`${file} does not count: it is of another version`);
    await signAs(mary);
    expect((await policy("verify")).code).toBe(0);
  });

  test("does not end with a change of wording, since it is of what has effect", async () => {
    await signAs(ada);
    changeDocuments("What is kept back whatever else is agreed", "What nobody reads");
    expect((await policy("verify")).code).toBe(0);
  });

  test("does not count beside what else is in the folder, nor does that stop it: each file is reported, whatever it is", async () => {
    await signAs(ada);
    const signatures = join(policies, "signatures");
    mkdirSync(join(signatures, "a-folder.jws"));
    symlinkSync(join(folder, "nowhere"), join(signatures, "a-link.jws"));
    writeFileSync(join(signatures, "bytes.jws"), Buffer.from([0xff, 0xfe, 0x00]));
    writeFileSync(join(signatures, "empty.jws"), "");
    writeFileSync(join(signatures, "large.jws"), "a".repeat(5000));
    writeFileSync(join(signatures, "mine.jws"), await signPolicyVersion(versionNow(), "mary.somerville", ada.privateKey, new Date()));
    writeFileSync(join(signatures, "README.md"), "# Signatures");
    writeFileSync(join(signatures, "notes.txt"), "none");
    const { code, out, err } = await policy("verify", "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { signatures: good, others } = JSON.parse(out) as { signatures: unknown[]; others: { file: string; flaw: string }[] };
    expect(good).toHaveLength(1);
    expect(others.map(({ file, flaw }) => `${file} ${flaw}`)).toEqual([
      "a-folder.jws MALFORMED",
      "a-link.jws UNREADABLE",
      "bytes.jws MALFORMED",
      "empty.jws MALFORMED",
      "large.jws MALFORMED",
      "mine.jws KEY_MISMATCH",
    ]);
    rmSync(signatureFile(ada));
    expect((await policy("verify")).code).toBe(1);
  });

  test("is passed over in a file whose name could be read as a line of the answer, and is shown once however often it was copied", async () => {
    await signAs(ada);
    const text = readFileSync(signatureFile(ada), "utf8");
    const names = [
      "copy.jws",
      "a.jws\n  Grace Hopper (health) signed it on 2026-01-01: b.jws",
      "\u202Eswj.live.jws",
      "A copy.jws",
      "\u001B[2K.jws",
    ];
    for (const name of names) writeFileSync(join(policies, "signatures", name), text);
    const { out } = await policy("verify");
    expect(out.trimEnd().split("\n")).toHaveLength(2);
    expect(out).toMatch(/^Version [0-9a-f]{64} is signed\.\n {2}Officer ada\.byron \(health\) signed it on [\d-]+: [0-9a-z.-]+\.jws\n$/);
    const { signatures, others } = JSON.parse((await policy("verify", "--json")).out) as Record<string, unknown[]>;
    expect([signatures?.length, others]).toEqual([1, []]);
  });

  test("that cannot be read, alone or with its folder, is reported as that: not as forged, and not as none", async () => {
    const signatures = join(policies, "signatures");
    mkdirSync(signatures);
    // A link to itself is refused to every user, the system's administrator included.
    symlinkSync("round.jws", join(signatures, "round.jws"));
    expect((await policy("verify")).out).toContain("round.jws does not count: it cannot be read\n");
    rmSync(signatures, { recursive: true });
    symlinkSync("signatures", signatures);
    const { code, out } = await policy("verify");
    expect(code).toBe(1);
    expect(out).toContain("signatures does not count: it cannot be read\n");
  });

  test("can be read by the service, whoever made it and with whatever mask", async () => {
    const mask = process.umask(0o077);
    try {
      await signAs(ada);
    } finally {
      process.umask(mask);
    }
    const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    expect([mode(signatureFile(ada)), mode(join(policies, "signatures"))]).toEqual(["644", "755"]);
  });

  test("of an agreement that is past its review date is still told, with a warning; and nobody can make a new one", async () => {
    await signAs(ada);
    const file = join(policies, "agreements/prohibitions.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^reviewBy: .*$/m, "reviewBy: 2026-10-01"));
    const { code, out } = await policy("verify");
    expect(code).toBe(0);
    expect(out).toMatch(/^WARNING: past its review date, .*: prohibitions \(by 2026-10-01\)\.\nVersion [0-9a-f]{64} is signed\.\n/);
    expect(JSON.parse((await policy("verify", "--json")).out)).toMatchObject({ expired: ["prohibitions"], signed: true });
    const refused = await signAs(mary);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/^REVIEW_EXPIRED: agreements\/prohibitions\.yaml:\d+: /);
    expect(existsSync(signatureFile(mary))).toBe(false);
  });

  test("does not count once its officer is taken off the list", async () => {
    await signAs(ada);
    writeFileSync(join(folder, "agencies.yaml"), withOfficers(readFileSync("agencies.yaml", "utf8"), [listed(mary)]));
    const { code, out } = await policy("verify");
    expect(code).toBe(1);
    expect(out).toContain("no officer of this id is listed");
  });
});

describe("signing is refused, with one line and code 2, and writes nothing:", () => {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const encrypted = (): string =>
    ada.privateKey.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "secret" }).toString();
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = (changed: object) => JSON.stringify({ ...ada.privateKey.export({ format: "jwk" }), ...changed });

  const cases: [string, () => string[], string][] = [
    ["without a key", () => ["--officer", "ada.byron"], "--key is missing"],
    ["without an officer", () => ["--key", keyFile(ada)], "--officer is missing"],
    ["by somebody who is not listed", () => ["--officer", "alan.turing", "--key", keyFile(ada)], 'lists no officer "alan.turing"'],
    ["with another officer's key", () => ["--officer", "ada.byron", "--key", keyFile(mary)], "not the one that"],
    ["by an officer whose term has ended", () => ["--officer", "caroline.herschel", "--key", keyFile(retired)], "was not in office"],
    ["with a file that is not there", () => ["--officer", "ada.byron", "--key", join(folder, "none")], "cannot be read"],
    ["with a text", () => ["--officer", "ada.byron", "--key", file("text", "the-secret-is-open")], "it holds no such key"],
    ["with broken JSON", () => ["--officer", "ada.byron", "--key", file("json", '{"the-secret-is-open')], "it holds no such key"],
    ["with an encrypted key", () => ["--officer", "ada.byron", "--key", file("enc", encrypted())], "it is encrypted"],
    ["with an RSA key", () => ["--officer", "ada.byron", "--key", file("rsa", pemOf(other.privateKey))], "it holds no such key"],
    ["with a public key", () => ["--officer", "ada.byron", "--key", file("pub", jwk({ d: undefined }))], "it holds no such key"],
    ["with another curve", () => ["--officer", "ada.byron", "--key", file("curve", jwk({ crv: "X25519" }))], "it holds no such key"],
  ];
  test("and of a key file, what a key file must be, not who is in office", async () => {
    const { err } = await policy("sign", "--officer", "ada.byron", "--key", file("rsa", pemOf(other.privateKey)));
    expect(err).toMatch(/^OFFICER_KEY_UNUSABLE: .*openssl genpkey -algorithm ed25519/);
    expect(err).not.toContain("in office");
  });

  test.each(cases)("%s", async (_, words, said) => {
    const { code, out, err } = await policy("sign", ...words());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(said);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err).not.toContain("the-secret");
    expect(existsSync(join(policies, "signatures"))).toBe(false);
  });

  test("documents that do not compile", async () => {
    changeDocuments("effect: prohibit", "effect: forbid");
    const { code, err } = await signAs(ada);
    expect(code).toBe(2);
    expect(err).toMatch(/^VALUE_INVALID: agreements\/prohibitions\.yaml:\d+: /);
    expect(existsSync(join(policies, "signatures"))).toBe(false);
  });

  test("a folder that cannot be written to", async () => {
    writeFileSync(join(policies, "signatures"), "not a folder");
    const { code, err } = await signAs(ada);
    expect(code).toBe(2);
    expect(err).toMatch(/^FILE_UNWRITABLE: .* cannot be written\. Make sure that its folder exists/);
    expect(readFileSync(join(policies, "signatures"), "utf8")).toBe("not a folder");
  });

  test("a file that cannot be put in its place, of which no half is left", async () => {
    mkdirSync(join(signatureFile(ada), "in the way"), { recursive: true });
    const { code, err } = await signAs(ada);
    expect(code).toBe(2);
    expect(err).toMatch(/^FILE_UNWRITABLE: .* cannot be written\./);
    expect(readdirSync(join(policies, "signatures"))).toEqual([`${versionNow().slice(0, 16)}-ada.byron.jws`]);
  });
});

describe("the public key to be listed", () => {
  test("is shown as the list of agencies has it, and nothing of the private one", async () => {
    const { code, out } = await policy("sign", "--key", keyFile(ada), "--show-public-key");
    expect(code).toBe(0);
    expect(parse(out)).toEqual({ key: ada.key });
    expect(out).not.toContain(String(ada.privateKey.export({ format: "jwk" }).d));
    expect(JSON.parse((await policy("sign", "--key", keyFile(ada), "--show-public-key", "--json")).out)).toEqual(ada.key);
  });
});
