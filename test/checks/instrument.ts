import ts from "typescript";

/** A place in the code where something is checked, and what is done to it to see whether a test notices. */
export interface Weakening {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  /** What is taken away, in the code's own words. */
  readonly what: string;
}

/** Code in which each check can be taken away by its number, and what these numbers stand for. */
export interface Instrumented {
  readonly text: string;
  readonly weakenings: readonly Weakening[];
}

interface Edit {
  readonly at: number;
  readonly text: string;
}

const nameOfCheck = /^must[A-Z]/;
const nameOfQuestion = /^(may|is|has|can|answers|concerns|mustBe)[A-Z]/;

/**
 * Finds every check in a file of changes: each `if` that ends in a throw, each call of a function that throws unless something holds, each operand of what is asked there or
 * answered by a function that says whether somebody may. Each is numbered, from `first` on, and wrapped so that it can be told at run time to let everything pass. Pure.
 */
export function instrument(file: string, source: string, first: number): Instrumented {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const weakenings: Weakening[] = [];
  const edits: Edit[] = [];
  visit(tree);
  if (weakenings.length === 0) return { text: source, weakenings };
  const text = [...edits]
    // Of two that begin at the same place the outer one was found first, and has to stand in front.
    .reverse()
    .sort((one, other) => other.at - one.at)
    .reduce((all, { at, text: added }) => all.slice(0, at) + added + all.slice(at), source);
  return { text: `import { $asked, $passed } from "#checks";\n${text}`, weakenings };

  function visit(node: ts.Node): void {
    if (ts.isIfStatement(node) && endsInThrow(node.thenStatement)) {
      wrapAsked(node.expression, false);
      operandsOf(node.expression, false);
    }
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) && nameOfCheck.test(node.expression.expression.getText()))
      wrap(node.expression, (id) => `$passed(${id}, () => `, ")");
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && nameOfQuestion.test(node.name.text)) answersOf(node);
    ts.forEachChild(node, visit);
  }

  function answersOf(node: ts.Node): void {
    if (ts.isReturnStatement(node) && node.expression !== undefined) operandsOf(node.expression, true);
    ts.forEachChild(node, (child) => (ts.isFunctionLike(child) ? undefined : answersOf(child)));
  }

  // To let more pass, what must hold is taken to hold, and what refuses is taken not to be so.
  function operandsOf(node: ts.Expression, passes: boolean): void {
    if (ts.isParenthesizedExpression(node)) return operandsOf(node.expression, passes);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return operandsOf(node.operand, !passes);
    if (!ts.isBinaryExpression(node)) return;
    const operator = node.operatorToken.kind;
    if (operator !== ts.SyntaxKind.AmpersandAmpersandToken && operator !== ts.SyntaxKind.BarBarToken) return;
    for (const operand of [node.left, node.right]) {
      if (!isSameOperator(operand, operator)) wrapAsked(operand, passes);
      operandsOf(operand, passes);
    }
  }

  function wrapAsked(node: ts.Expression, passes: boolean): void {
    wrap(node, (id) => `$asked(${id}, ${String(passes)}, `, ")");
  }

  function wrap(node: ts.Node, before: (id: string) => string, after: string): void {
    const id = first + weakenings.length;
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    weakenings.push({ id, file, line: line + 1, what: node.getText().replaceAll(/\s+/g, " ") });
    edits.push({ at: node.getStart(), text: before(String(id)) }, { at: node.getEnd(), text: after });
  }
}

function isSameOperator(node: ts.Expression, operator: ts.SyntaxKind): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === operator;
}

function endsInThrow(node: ts.Statement): boolean {
  const last = ts.isBlock(node) ? node.statements.at(-1) : node;
  return last !== undefined && ts.isThrowStatement(last);
}
