import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../../src/errors.js';
import { YamlFile } from '../../../../src/transform/project/yaml-file.js';

const text = `version: 2

usual: &usual
  tags: [nightly]

models:
  - name: orders
    description: |
      Two
      lines
    config:
      <<: *usual
      "meta": {owner: sales}
    columns:
      -
        name: id
        description:
      - name: total
  - {name: checks,
     config: *usual}
`;

const yaml = new YamlFile({ file: 'models.yml', text });

describe('the values of a YAML file', () => {
  it('are those that dbt reads, merge keys included', () => {
    expect(yaml.value).toEqual({
      version: 2,
      usual: { tags: ['nightly'] },
      models: [
        {
          name: 'orders',
          description: 'Two\nlines\n',
          config: { tags: ['nightly'], meta: { owner: 'sales' } },
          columns: [{ name: 'id', description: null }, { name: 'total' }],
        },
        { name: 'checks', config: { tags: ['nightly'] } },
      ],
    });
  });

  it.each([
    [[], 1],
    [['version'], 1],
    [['models'], 6],
    [['models', 0], 7],
    [['models', 0, 'description'], 8],
    [['models', 0, 'config', 'meta', 'owner'], 13],
    [['models', 0, 'columns', 0], 16],
    [['models', 0, 'columns', 0, 'description'], 17],
    [['models', 0, 'columns', 1, 'name'], 18],
    [['models', 1, 'name'], 19],
    [['models', 1, 'config'], 20],
  ])('at %j are on line %d', (path, line) => {
    expect(yaml.line(path)).toBe(line);
  });

  it.each([
    [['models', 0, 'columns', 1, 'data_tests', 3], 18],
    [['models', 2], 6],
    [['models', 1, 'config', 'tags'], 20],
    [['seeds'], 1],
  ])('at %j, which do not exist, have line %d of their nearest ancestor', (path, line) => {
    expect(yaml.line(path)).toBe(line);
  });

  it('are empty in a file with only comments', () => {
    const empty = new YamlFile({ file: 'models.yml', text: '# later\n' });
    expect(empty.list(['models'])).toEqual([]);
    expect(empty.line(['models', 0])).toBe(1);
  });

  it('are refused when the file has more than one document', () => {
    const read = () => new YamlFile({ file: 'models.yml', text: 'a: 1\n---\nb: 2\n' });
    expect(read).toThrow(/^models\.yml: the file has more than one YAML document/);
  });

  it('are refused, with the line, when the text is not valid YAML', () => {
    const read = () => new YamlFile({ file: 'models.yml', text: 'a: 1\nb: [1\nc: 2\n' });
    expect(read).toThrow(ModelError);
    expect(read).toThrow(/^models\.yml:3: /);
  });
});
