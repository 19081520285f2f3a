import { compiler, nodes, type Node, type Scope } from './internals.js';

/** Marks in the output where text of another line of the template begins; see line-map.ts. */
export const mark = (kind: 'text' | 'value', line: number): string => `\0${kind} ${line}\0`;

/**
 * Compiles a template to script as Jinja understands it. nunjucks differs from Jinja in what
 * counts as true (an empty list does), in tuples (it keeps the last value only), in `not a == b`
 * and in `{% set namespace.x = … %}`. The script also keeps `context.line` at the line it is in.
 */
export class JinjaCompiler extends compiler.Compiler {
  /* Depth of macros and captured blocks: their text is a value, which must stay free of marks. */
  #captured = 0;

  constructor(
    file: string,
    private readonly source: string,
  ) {
    super(file, true);
  }

  override compile(node: Node, frame: Scope): void {
    if (statements.has(node.typename)) this._emit(`context.line = ${node.lineno + 1};\n`);
    super.compile(node, frame);
  }

  override compileFunCall(node: Node, frame: Scope): void {
    this._emit(`(context.line = ${node.lineno + 1}, `);
    super.compileFunCall(node, frame);
    this._emit(')');
  }

  override compileOutput(node: Node, frame: Scope): void {
    for (const child of node.children) {
      const text = child.typename === 'TemplateData';
      if (text && child.value === '') continue;
      if (this.#captured === 0) {
        const line = text ? this.#lineOfText(child) : node.lineno + 1;
        this._emit(`${this.buffer} += ${JSON.stringify(mark(text ? 'text' : 'value', line))};\n`);
      }
      this._emit(`${this.buffer} += `);
      if (text) this.compileLiteral(child);
      else this.#call('print', () => this.compile(child, frame), this.#nameOf(child));
      this._emit(';\n');
    }
  }

  override compileCapture(node: Node, frame: Scope): void {
    this.#captured += 1;
    super.compileCapture(node, frame);
    this.#captured -= 1;
  }

  override _compileMacro(node: Node, frame?: Scope): string {
    this.#captured += 1;
    const id = super._compileMacro(node, frame);
    this.#captured -= 1;
    return id;
  }

  override compileGroup(node: Node, frame: Scope): void {
    if (node.children.length === 1) super.compileGroup(node, frame);
    else this.compileArray(node, frame);
  }

  override compileIf(node: Node, frame: Scope): void {
    super.compileIf(withTruth(node), frame);
  }

  override compileInlineIf(node: Node, frame: Scope): void {
    super.compileInlineIf(withTruth(node), frame);
  }

  override compileNot(node: Node, frame: Scope): void {
    this._emit('!');
    this.#call('truth', () => this.compile(node.target, frame));
  }

  override compileAnd(node: Node, frame: Scope): void {
    this.#either('and', node, frame);
  }

  override compileOr(node: Node, frame: Scope): void {
    this.#either('or', node, frame);
  }

  override compileSet(node: Node, frame: Scope): void {
    const [target] = node.targets;
    if (target?.typename !== 'LookupVal') return super.compileSet(node, frame);
    this.#call('assign', () => {
      this.compile(target.target, frame);
      this._emit(', ');
      this.compile(target.val, frame);
      this._emit(', ');
      this.compile(node.value as Node, frame);
    });
    this._emit(';\n');
  }

  #either(operator: 'and' | 'or', node: Node, frame: Scope): void {
    this.#call(operator, () => {
      this.compile(node.left, frame);
      this._emit(', () => (');
      this.compile(node.right, frame);
      this._emit(')');
    });
  }

  #call(name: string, values: () => void, text?: string): void {
    this._emit(`runtime.${name}(`);
    values();
    this._emit(text === undefined ? ')' : `, ${JSON.stringify(text)})`);
  }

  #nameOf(node: Node): string {
    return node.typename === 'Literal' ? String(node.value) : this._getNodeName(node);
  }

  /* A tag that ends in `-%}` took white space, and lines with it, off the front of the text. */
  #lineOfText({ lineno, colno, value }: Node): number {
    let start = 0;
    for (let line = 0; line < lineno; line++) start = this.source.indexOf('\n', start) + 1;
    const from = this.source.slice(start + colno);
    const text = String(value);
    const taken = from.startsWith(text) ? '' : (/^\s*/.exec(from)?.[0] ?? '');
    return lineno + 1 + taken.split('\n').length - 1;
  }
}

const statements = new Set(['Output', 'If', 'For', 'Set']);

function withTruth(node: Node): Node {
  const { lineno, colno } = node.cond;
  const filter = new nodes.Symbol(lineno, colno, 'truth');
  const cond = new nodes.Filter(
    lineno,
    colno,
    filter,
    new nodes.NodeList(lineno, colno, [node.cond]),
  );
  return Object.assign(Object.create(node) as Node, { cond });
}
