import { expect, it } from 'vitest';
import { connectionInfo } from '../../../../src/publish/ducklake/connection-info.js';

it.each([
  ['dbname=lake host=db user=toast', 'dbname=lake host=db user=toast'],
  [
    'postgresql://toast@db.example.com:5433/lake',
    `user='toast' host='db.example.com' port='5433' dbname='lake'`,
  ],
  [
    'postgres://db/lake?sslmode=require&user=a',
    `user='a' host='db' dbname='lake' sslmode='require'`,
  ],
  ['postgresql://o%27neil@[::1]/the%20lake', `user='o\\'neil' host='::1' dbname='the lake'`],
  ['postgresql:///lake', `dbname='lake'`],
])('%s', (connection, info) => {
  expect(connectionInfo(connection)).toBe(info);
});
