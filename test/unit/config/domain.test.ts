import { describe, expect, it } from 'vitest';
import { baseUrl } from '../../../src/config/domain.js';
import { UsageError } from '../../../src/errors.js';

describe('baseUrl', () => {
  it.each([
    ['ws-api.example.com', 'https://ws-api.example.com'],
    ['WS-API.Example.com', 'https://ws-api.example.com'],
    ['https://ws-api.example.com/', 'https://ws-api.example.com'],
    ['ws-api.example.com:8443', 'https://ws-api.example.com:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('converts %s to %s', (domain, expected) => {
    expect(baseUrl(domain)).toBe(expected);
  });

  it.each([
    'http://ws-api.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    'ftp://127.0.0.1',
  ])('rejects %s: only a loopback address may be used without HTTPS', (domain) => {
    expect(() => baseUrl(domain)).toThrow(UsageError);
    expect(() => baseUrl(domain)).toThrow(/loopback/);
  });

  it.each([
    'ws-api.example.com/orders',
    'ws-api.example.com?x=1',
    'ws-api.example.com#x',
    'user:password@ws-api.example.com',
    'http://user@127.0.0.1:8080',
    '',
    'two words',
  ])('rejects %j, which is not only a host name, without repeating it', (domain) => {
    expect(() => baseUrl(domain)).toThrow(UsageError);
    expect(() => baseUrl(domain)).toThrow(/^(is not a host name|must be only a host name[^@]*)$/);
  });
});
