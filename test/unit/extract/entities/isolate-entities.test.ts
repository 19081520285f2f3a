import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedPageError } from '../../../../src/errors.js';
import {
  isolateEntities,
  type EntityRules,
} from '../../../../src/extract/entities/isolate-entities.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

const isolate = (page: Buffer | string, rules: EntityRules = { idField: 'guid' }) => {
  const { page: kept, rejected } = isolateEntities(Buffer.from(page), rules);
  return {
    kept: kept.toString(),
    entities: JSON.parse(kept.toString()) as Record<string, unknown>[],
    rejected: rejected.map(({ id, reason }) => ({ id, reason })),
    bytes: rejected.map((one) => one.bytes?.toString('latin1')),
    digests: rejected.map(({ digest }) => digest),
  };
};

describe('entities of a page', () => {
  it('keep every byte where nothing is wrong', () => {
    const page =
      '[{ "guid":"a",  "n": 1E5, "t": "\\u00e4ä😀\\ud83d\\ude00\\n\\"]},[{" },\n{"guid":"b"}]';
    expect(isolate(page)).toMatchObject({ kept: page, rejected: [] });
    expect(isolate(' [ ] ')).toMatchObject({ kept: '[]', rejected: [] });
  });

  it.each([
    ['half of a surrogate pair', '"x \\ud83d"', 'x \ufffd'],
    ['a low surrogate alone', '"\\uDE00 x"', '\ufffd x'],
    ['surrogates in the wrong order', '"\\ude00\\ud83d"', '\ufffd\ufffd'],
    ['a high surrogate before a pair', '"\\ud83d\\ud83d\\ude00"', '\ufffd😀'],
    ['a raw NUL', '"x\0y"', 'x\ufffdy'],
    ['a raw tab and line feed', '"x\ty\nz"', 'x\ty\nz'],
    ['another raw control character', '"x\u0001y"', 'x\u0001y'],
    ['a byte that is not UTF-8', '"caf\xe9"', 'caf\ufffd'],
    ['half of a character in UTF-8', '"x \xf0\x9f\x98"', 'x \ufffd'],
  ])('are repaired and kept: %s', (_, value, text) => {
    const { entities, rejected } = isolate(
      bytes(`[{"guid":"a","t":${value}},{"guid":"b","t":"\\\\ud83d"}]`),
    );
    expect(rejected).toEqual([]);
    expect(entities).toEqual([
      { guid: 'a', t: text },
      { guid: 'b', t: '\\ud83d' },
    ]);
  });

  it.each([
    ['{"guid":"x","t":NaN}', 'x', 'contains NaN or Infinity, which are not JSON'],
    ['{"t":[-Infinity],"guid":"x"}', 'x', 'contains NaN or Infinity, which are not JSON'],
    ['{"guid":"x","t":tru}', 'x', 'is not valid JSON'],
    ['{"guid":"x","t":[1,2}', 'x', 'is not valid JSON'],
    ['{"guid":"x"}\0', 'x', 'is not valid JSON'],
    ['{"guid":"x","t":"\\x"}', 'x', 'is not valid JSON'],
    ['', undefined, 'is not valid JSON'],
    ['null', undefined, 'is not an object'],
    ['["guid"]', undefined, 'is not an object'],
    ['{"id":"x"}', undefined, 'has no guid'],
    ['{"guid":null,"guid":"x"}', undefined, 'has no guid'],
    ['{"guid":""}', undefined, 'has no guid'],
    ['{"guid":{"guid":"x"}}', undefined, 'has a guid that is not a text'],
    ['{"guid":true}', undefined, 'has a guid that is not a text'],
    ['{"guid":"x\xff"}', undefined, 'has a damaged guid'],
    ['{"guid":"x\0"}', undefined, 'has a damaged guid'],
  ])('are set aside: %j', (entity, id, reason) => {
    const {
      entities,
      rejected,
      bytes: stored,
    } = isolate(bytes(`[{"guid":"a"},${entity},{"guid":"b"}]`));
    expect(entities).toEqual([{ guid: 'a' }, { guid: 'b' }]);
    expect(rejected).toEqual([{ id, reason }]);
    expect(stored).toHaveLength(1);
  });

  it('are told apart without a comma between them', () => {
    const { entities, rejected } = isolate('[{"guid":"a"} {"guid":"b"}x{"guid":"c"}]');
    expect(entities).toEqual([{ guid: 'a' }, { guid: 'c' }]);
    expect(rejected).toEqual([{ id: 'b', reason: 'is not valid JSON' }]);
  });

  it('are identified by their bytes', () => {
    const digest = (page: string) => isolate(page).digests[0];
    expect(digest('[{"id":1}]')).toBe(digest('[{"guid":"a"},{"id":1}]'));
    expect(digest('[{"id":1}]')).not.toBe(digest('[{"id":2}]'));
  });

  it('have to have an id of the expected shape', () => {
    const rules = { idField: 'guid', isId: (text: string) => text.length > 2 };
    expect(isolate('[{"guid":"ab"},{"guid":"abc"}]', rules)).toMatchObject({
      entities: [{ guid: 'abc' }],
      rejected: [{ id: undefined, reason: 'has a guid that is not a GUID' }],
    });
  });

  it('are stored without guest data, or not at all where that is not known to be gone', () => {
    const redact = (entity: Buffer) => Buffer.from(entity.toString().replace('Ann', '-'));
    const page = '[{"guid":"a","t":"Ann"},{"t":"Ann"},{"t":"Ann","n":NaN},{"t":"Ann]"}}]';
    expect(isolate(page, { idField: 'guid', redact })).toMatchObject({
      entities: [{ guid: 'a', t: '-' }],
      bytes: ['{"t":"-"}', '{"t":"-","n":NaN}', undefined],
    });
  });

  it('of which more than a hundred are broken fail together, and so do those that cannot be told apart', () => {
    const list = (count: number) => `[${Array.from({ length: count }, (_, i) => i).join()}]`;
    expect(isolate(list(100)).rejected).toHaveLength(100);
    for (const page of [
      list(101),
      '[{"guid":"a","t":"x},{"guid":"b"}]',
      '[{"guid":"a"},{"t":{"guid":"b"},{"guid":"c"}]',
      '[{"guid":"a"}',
      '[{"guid":"a"}]]',
      '{"guid":"a"}',
      '',
    ]) {
      expect(() => isolate(page), page.slice(0, 40)).toThrow(MalformedPageError);
    }
  });

  it('are loaded or set aside, wherever a byte is damaged, if they can be told apart', () => {
    const good = ['a', 'b', 'c'].map((guid) => ({ guid, t: 'ä "x" \\', n: [1, { y: null }] }));
    const page = Buffer.from(JSON.stringify(good));
    let isolated = 0;
    fc.assert(
      fc.property(fc.nat(page.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Buffer.from(page);
        damaged[at] = byte;
        try {
          const { entities, rejected } = isolate(damaged);
          expect(entities.length + rejected.length).toBeGreaterThanOrEqual(good.length);
          isolated += 1;
        } catch (error) {
          if (!(error instanceof MalformedPageError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
    expect(isolated).toBeGreaterThan(250);
  });
});
