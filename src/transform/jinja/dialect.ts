import { compiler, nodes, type Node, type Scope } from './internals.js';
import { mark } from './line-map.js';

/**
 * Compiles a template to a script that behaves as Jinja. nunjucks differs from Jinja in what counts as
 * true (an empty list does), in tuples (it keeps the last value only), in `not a == b` and in
 * `{% set namespace.x = … %}`. The script also keeps `context.line` up to date, for errors.
 */
export class JinjaCompiler extends compiler.Compiler {
  /* Nesting of macros and captured blocks: their text becomes a value, which must not contain marks. */
  #captureDepth = 0;

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
      if (this.#captureDepth === 0) {
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
    this.#captureDepth += 1;
    super.compileCapture(node, frame);
    this.#captureDepth -= 1;
  }

  override _compileMacro(node: Node, frame?: Scope): string {
    this.#captureDepth += 1;
    const id = super._compileMacro(node, frame);
    this.#captureDepth -= 1;
    return id;
  }

  override compileGroup(node: Node, frame: Scope): void {
    if (node.children.length === 1) super.compileGroup(node, frame);
    else this.compileArray(node, frame);
  }

  override compileIf(node: Node, frame: Scope): void {
    super.compileIf(withTruthiness(node), frame);
  }

  override compileInlineIf(node: Node, frame: Scope): void {
    super.compileInlineIf(withTruthiness(node), frame);
  }

  override compileNot(node: Node, frame: Scope): void {
    this._emit('!');
    this.#call('isTruthy', () => this.compile(node.target, frame));
  }

  override compileAnd(node: Node, frame: Scope): void {
    this.#lazy('and', node, frame);
  }

  override compileOr(node: Node, frame: Scope): void {
    this.#lazy('or', node, frame);
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

  #lazy(operator: 'and' | 'or', node: Node, frame: Scope): void {
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

  /* A tag that ends in `-%}` has removed white space and line breaks from the start of the text. */
  #lineOfText({ lineno, colno, value }: Node): number {
    let start = 0;
    for (let line = 0; line < lineno; line++) start = this.source.indexOf('\n', start) + 1;
    const from = this.source.slice(start + colno);
    const text = String(value);
    const removed = from.startsWith(text) ? '' : (/^\s*/.exec(from)?.[0] ?? '');
    return lineno + 1 + removed.split('\n').length - 1;
  }
}

const statements = new Set(['Output', 'If', 'For', 'Set']);

function withTruthiness(node: Node): Node {
  const { lineno, colno } = node.cond;
  const filter = new nodes.Symbol(lineno, colno, 'isTruthy');
  const cond = new nodes.Filter(
    lineno,
    colno,
    filter,
    new nodes.NodeList(lineno, colno, [node.cond]),
  );
  return Object.assign(Object.create(node) as Node, { cond });
}
