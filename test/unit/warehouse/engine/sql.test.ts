import { expect, it } from 'vitest';
import { identifier, literal, literals } from '../../../../src/warehouse/engine/sql.js';

it('identifiers and literals are quoted, whatever characters they contain', () => {
  expect(identifier('a"b; drop')).toBe('"a""b; drop"');
  expect(literal("it's; --")).toBe("'it''s; --'");
  expect(literals(['a', "'"])).toBe("['a', '''']");
  expect(literals([])).toBe('[]');
});
