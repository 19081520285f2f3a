import type { TokenIssuer } from '../http/access/tokens.js';
import { ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';

export const LOGIN_PATH = '/authentication/v1/authentication/login';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Creates the login endpoint (definition `authentication.yaml`). Toast asks for at most two logins
 * an hour; the limit here only stops a client that logs in with every call.
 */
export function loginEndpoint(credentials: Credentials, tokens: TokenIssuer): Endpoint {
  return {
    method: 'POST',
    path: LOGIN_PATH,
    access: 'open',
    limit: { name: 'login', by: 'ENDPOINT', requests: 120, sliceMs: 60 * 60_000 },
    handle: async (call) => {
      const request = (await call.json()) as Partial<Record<string, unknown>> | null;
      const known =
        request?.clientId === credentials.clientId &&
        request.clientSecret === credentials.clientSecret &&
        request.userAccessType === 'TOAST_MACHINE_CLIENT';
      if (!known) throw new Refusal(401, 'The client ID, client secret or access type is wrong');
      const { accessToken, expiresIn } = tokens.issue();
      return ok({
        '@class': '.SuccessfulResponse',
        token: {
          tokenType: 'Bearer',
          scope: null,
          expiresIn,
          accessToken,
          idToken: null,
          refreshToken: null,
        },
        status: 'SUCCESS',
      });
    },
  };
}
