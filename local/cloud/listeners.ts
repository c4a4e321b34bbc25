import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { closeServer, listen } from '#local/cloud/listen';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export type Listeners = {
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly signInUrl: string;
  readonly gatewayUrl: string;
  /** Until this is called, requests wait. */
  serve(handlers: { web: Handler; api: Handler; signIn: Handler; gateway: Handler }): void;
  close(): Promise<void>;
};

/**
 * Opens the four doors before anything is behind them: the template's values name their addresses.
 * @throws when a wanted port is in use; then none stays open.
 */
export const openListeners = async (port: number, log: (line: string) => void): Promise<Listeners> => {
  const servers = [createServer(), createServer(), createServer(), createServer()] as const;
  const closeAll = () => Promise.all(servers.map(closeServer)).then(() => undefined);
  try {
    const ports = await Promise.all(servers.map((server, index) => listen(server, port === 0 ? 0 : port + index)));
    const [webUrl = '', apiUrl = '', signInUrl = '', gatewayUrl = ''] = ports.map((it) => `http://127.0.0.1:${it}`);
    const serve: Listeners['serve'] = ({ web, api, signIn, gateway }) => {
      for (const [index, handler] of [web, api, signIn, gateway].entries()) attach(servers[index], handler, log);
    };
    return { webUrl, apiUrl, signInUrl, gatewayUrl, serve, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};

const attach = (server: Server | undefined, handler: Handler, log: (line: string) => void) => {
  server?.on('request', async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      log(`${request.method} ${request.url} failed: ${(error as Error).stack}`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"message":"Internal Server Error"}');
    }
  });
};
