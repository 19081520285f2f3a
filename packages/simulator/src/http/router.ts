import type { Endpoint } from './endpoint.js';
import { Refusal } from './error-message.js';

export interface Match {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

export type Router = (method: string, path: string) => Match;

/**
 * Creates a function that finds the endpoint and the path parameters for a method and a path. It
 * throws a 404 for an unknown path, and a 405 that names the allowed methods for a wrong method.
 */
export function createRouter(endpoints: readonly Endpoint[]): Router {
  const routes = endpoints.map((endpoint) => ({ endpoint, pattern: toPattern(endpoint.path) }));

  return (method, path) => {
    const matches = routes.flatMap(({ endpoint, pattern }) => {
      const match = pattern.exec(path);
      return match === null ? [] : [{ endpoint, params: { ...match.groups } }];
    });
    if (matches.length === 0) throw new Refusal(404, `There is no resource ${path}`);

    const match = matches.find(({ endpoint }) => endpoint.method === method);
    if (match === undefined) {
      const allowed = matches.map(({ endpoint }) => endpoint.method).join(', ');
      throw new Refusal(405, `${path} does not take ${method}, only ${allowed}`, {
        Allow: allowed,
      });
    }
    return match;
  };
}

function toPattern(path: string): RegExp {
  const escaped = path.replace(/[.]/g, '\\.');
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
