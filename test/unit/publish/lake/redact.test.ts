import { expect, it } from 'vitest';
import { Secret } from '../../../../src/config/secret.js';
import { redact } from '../../../../src/publish/lake/redact.js';

it.each([
  [`at "dbname=x password=abc host=h": refused`, `at "dbname=x password=[hidden] host=h": refused`],
  [`password = 'a b\\'c' user=u`, `password = [hidden] user=u`],
  [
    `create secret s (type s3, key_id 'AK', secret 'x''y')`,
    `create secret s (type s3, key_id [hidden], secret [hidden])`,
  ],
  [`postgres://user:abc@host/db`, `postgres://user:[hidden]@host/db`],
  [`md:?motherduck_token=eyJ.x.y`, `md:?motherduck_token=[hidden]`],
  [`password authentication failed`, `password authentication failed`],
  [`the secret was abc`, `the secret was abc`],
])('%s is shown as %s', (text, shown) => {
  expect(redact(text, [])).toBe(shown);
});

it('known secrets are hidden wherever they are', () => {
  const secrets = [new Secret('hunter2'), undefined, new Secret('key/+=')];
  expect(redact('hunter2 and key/+= in hunter2', secrets)).toBe(
    '[hidden] and [hidden] in [hidden]',
  );
});
