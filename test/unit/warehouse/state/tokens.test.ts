import { spawnSync } from 'node:child_process';
import fernet from 'fernet';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/config/secret.js';
import { decrypt, encrypt } from '../../../../src/warehouse/state/tokens.js';
import { needs } from '../../../support/vitest/needs.js';

/* Vectors of the Fernet specification: generate.json, verify.json, invalid.json. */
const specification = {
  secret: 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=',
  iv: Array.from({ length: 16 }, (_, i) => i),
  time: '1985-10-26T01:20:00-07:00',
  text: 'hello',
  token:
    'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==',
  invalid: {
    'incorrect mac':
      'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==',
    'too short': 'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==',
    'invalid base64':
      '%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==',
    'payload size not multiple of block size':
      'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm',
    'payload padding error':
      'gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==',
    'incorrect IV (causes padding error)':
      'gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==',
  },
};

const key = new Secret(specification.secret);

describe('a test vector of the Fernet specification', () => {
  it('for generation is reproduced by the library', () => {
    const { iv, time, text, token } = specification;
    const secret = new fernet.Secret(specification.secret);
    expect(new fernet.Token({ secret, iv, time: new Date(time) }).encode(text)).toBe(token);
  });

  it('for verification is decrypted, however old it is', () => {
    expect(decrypt(specification.token, key)).toBe(specification.text);
  });

  it.each(Object.entries(specification.invalid))(
    'that is invalid is not decrypted: %s',
    (_, token) => {
      expect(decrypt(token, key)).toBeUndefined();
    },
  );
});

/* A token of Toast is a JWT of a kilobyte or more. */
const texts = ['short', 'exactly 16 bytes', 'ä😀\n"', `eyJ${'hbGciOiJSUzI1NiJ9.'.repeat(60)}`];

describe('an encrypted text', () => {
  it.each(texts)('is decrypted with the same key: %s', (text) => {
    const token = encrypt(text, key);
    expect(token).not.toContain(text);
    expect(decrypt(token, key)).toBe(text);
    expect(encrypt(text, key)).not.toBe(token);
  });

  it('is not decrypted with another key', () => {
    const other = new Secret(Buffer.alloc(32, 1).toString('base64url').padEnd(44, '='));
    expect(decrypt(encrypt('text', key), other)).toBeUndefined();
  });

  it('is not decrypted after any of its characters was changed', () => {
    for (const text of ['text', 'text of 21 characters']) {
      const token = encrypt(text, key);
      for (let i = 0; i < token.length; i++) {
        const code = token.charCodeAt(i);
        for (const other of [code ^ 1, code ^ 0x20, code ^ 0x7f]) {
          const changed = token.slice(0, i) + String.fromCharCode(other) + token.slice(i + 1);
          expect(decrypt(changed, key)).toBeUndefined();
        }
      }
      for (const changed of [`${token}=`, `${token} `, `\n${token}`, token.replace(/=*$/, '\n')]) {
        expect(decrypt(changed, key)).toBeUndefined();
      }
    }
  });

  it.each(['', 'gAAAAA==', 'no token', 'ä'])('cannot be decrypted from %j', (token) => {
    expect(decrypt(token, key)).toBeUndefined();
  });
});

function python(script: string, ...parameters: string[]): string | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', script, ...parameters], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout : undefined;
}

const usesFernet = 'import sys; from cryptography.fernet import Fernet; f = Fernet(sys.argv[1]);';

const hasPython = python('import cryptography.fernet') !== undefined;

describe(
  'the cryptography package of Python',
  needs('Python with the package cryptography', hasPython),
  () => {
    it('decrypts what encrypt returns', () => {
      const tokens = texts.map((text) => encrypt(text, key));
      const decrypted = python(
        `${usesFernet} import json; print(json.dumps([f.decrypt(t).decode() for t in sys.argv[2:]]))`,
        specification.secret,
        ...tokens,
      );
      expect(JSON.parse(decrypted ?? '')).toEqual(texts);
    });

    it('encrypts texts that decrypt can read', () => {
      const encrypted = python(
        `${usesFernet} print(*[f.encrypt(t.encode()).decode() for t in sys.argv[2:]], sep="\\n")`,
        specification.secret,
        ...texts,
      );
      const tokens = (encrypted ?? '').trim().split('\n');
      expect(tokens.map((token) => decrypt(token, key))).toEqual(texts);
    });
  },
);
