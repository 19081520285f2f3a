import type { ClientRequest, IncomingMessage } from 'node:http';
import { ProxyAgent } from 'proxy-agent';

/* node-fetch 2 does not notice that a connection ended before the announced length of a body, and
   waits for the timeout. It does notice errors of the request, so this agent passes the errors of the
   response on to it. */
export class ConnectionAgent extends ProxyAgent {
  override connect(
    request: ClientRequest,
    options: Parameters<ProxyAgent['connect']>[1],
  ): ReturnType<ProxyAgent['connect']> {
    request.once('response', (response: IncomingMessage) => {
      response.once('error', (error) => request.emit('error', error));
    });
    return super.connect(request, options);
  }
}
