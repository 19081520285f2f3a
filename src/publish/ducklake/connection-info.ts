/**
 * Returns a PostgreSQL connection as the pairs of a connection string. The engine puts the pairs of a secret
 * before it, which a URL cannot follow.
 */
export function connectionInfo(connection: string): string {
  if (!/^postgres(ql)?:\/\//i.test(connection)) return connection;
  const { username, hostname, port, pathname, searchParams } = new URL(connection);
  const pairs = new Map<string, string>([
    ['user', decodeURIComponent(username)],
    ['host', decodeURIComponent(hostname).replace(/^\[(.*)\]$/, '$1')],
    ['port', port],
    ['dbname', decodeURIComponent(pathname.slice(1))],
    ...searchParams,
  ]);
  return [...pairs]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}='${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`)
    .join(' ');
}
