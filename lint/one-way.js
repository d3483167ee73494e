import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import ts from "typescript";

/**
 * Dependencies point one way: in every folder its files and its folders, each folder taken whole, import one another in no circle. So no file imports itself by way of others, and neither does a folder. A file beside
 * folders may put them together, or hold what they share, and not both.
 *
 * Imports of types count. `import-x/no-cycle` leaves them out and cannot be told otherwise, and knows nothing of folders; and what is understood only together is one thing, whether or not it runs.
 */
export const oneWay = {
  meta: {
    type: "problem",
    schema: [{ type: "object", properties: { filesAlone: { type: "array", items: { type: "string" } } }, additionalProperties: false }],
    messages: { circle: "The import closes a circle: {{circle}}." },
  },
  create(context) {
    const { filesAlone = [] } = context.options[0] ?? {};
    const file = posix(relative(context.cwd, context.physicalFilename));
    const graph = graphOf(context.cwd, filesAlone);
    const check = ({ source }) => {
      const imported = source?.type === "Literal" ? named(file, source.value) : undefined;
      const circle = imported === undefined ? undefined : graph.circleBy(file, imported);
      if (circle !== undefined) context.report({ node: source, messageId: "circle", data: { circle: circle.join(" → ") } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

const graphs = new Map();

/** The graph of all files below a folder, read once for a run of lint. In the folders of `filesAlone` files are compared one by one, and folders not at all. */
function graphOf(root, filesAlone) {
  const key = JSON.stringify([root, filesAlone]);
  const known = graphs.get(key) ?? new Graph(root, filesAlone);
  graphs.set(key, known);
  return known;
}

class Graph {
  #filesAlone;
  /** By a file or folder, those beside it that it imports. */
  #beside = new Map();

  constructor(root, filesAlone) {
    this.#filesAlone = filesAlone;
    for (const file of filesBelow(root)) {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), "utf8"), true, true);
      for (const { fileName } of importedFiles) {
        const imported = named(file, fileName);
        if (imported !== undefined) this.#add(...this.#compared(file, imported));
      }
    }
  }

  /** The circle that an import closes, shortest first: from what imports, through what is imported, back to it. Undefined if it closes none. */
  circleBy(file, imported) {
    const [from, to] = this.#compared(file, imported);
    const ways = [[from, to]];
    const seen = new Set([to]);
    for (const way of ways) {
      const last = way.at(-1);
      if (last === from) return way;
      for (const next of this.#beside.get(last) ?? [])
        if (!seen.has(next)) {
          seen.add(next);
          ways.push([...way, next]);
        }
    }
    return undefined;
  }

  #add(from, to) {
    this.#beside.set(from, (this.#beside.get(from) ?? new Set()).add(to));
  }

  /** Two files as they stand beside each other: the parts of the smallest folder that has both. */
  #compared(file, other) {
    const [steps, others] = [file.split("/"), other.split("/")];
    const apart = steps.findIndex((step, at) => step !== others[at]);
    if (apart === -1) return [file, other];
    const shared = steps.slice(0, apart).join("/");
    if (this.#filesAlone.some((folder) => `${shared}/`.startsWith(`${folder}/`))) return [file, other];
    return [steps.slice(0, apart + 1).join("/"), others.slice(0, apart + 1).join("/")];
  }
}

const notOurs = new Set(["node_modules", "dist", "data", "coverage", ".git"]);

function filesBelow(root) {
  const found = [];
  const look = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !notOurs.has(entry.name)) look(path);
      else if (entry.isFile() && /\.[jt]s$/.test(entry.name)) found.push(path);
    }
  };
  look("");
  return found;
}

/** The file that a relative import names; undefined for a package. */
function named(file, specifier) {
  return typeof specifier === "string" && /^\.\.?\//.test(specifier) ? posix(join(dirname(file), specifier)) : undefined;
}

function posix(path) {
  return path.split(sep).join("/");
}
