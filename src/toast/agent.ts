import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { ProxyAgent } from 'proxy-agent';
import { isLoopback } from '../config/domain.js';

/**
 * Connects through the proxy that HTTPS_PROXY or ALL_PROXY names, except to hosts in NO_PROXY and to
 * loopback addresses, where a proxy would find its own machine.
 *
 * node-fetch 2 does not notice that a connection ended before the announced length of a body, and
 * waits for the timeout. It does notice errors of the request, so this agent passes the errors of the
 * response on to it.
 */
export class ConnectionAgent extends ProxyAgent {
  override async connect(
    request: ClientRequest,
    options: Parameters<ProxyAgent['connect']>[1],
  ): Promise<Agent> {
    request.once('response', (response: IncomingMessage) => {
      response.once('error', (error) => request.emit('error', error));
    });
    if (isLoopback(`http://${request.getHeader('host')}`)) {
      return options.secureEndpoint ? this.httpsAgent : this.httpAgent;
    }
    return super.connect(request, options);
  }
}
