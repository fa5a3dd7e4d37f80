// Listening and stopping: requests under way are finished before the process ends.
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { App } from './app.ts'

export interface Listening {
  /** The port in use, chosen by the system if 0 was asked for. */
  readonly port: number
  /** Stops taking requests and resolves when those under way are done. */
  readonly stop: () => Promise<void>
}

/** @throws {Error} with code EADDRINUSE if the port is taken. */
export function listen(
  app: App,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, (address) => {
      resolve({ port: address.port, stop: () => stopServer(server as Server) })
    })
    server.on('error', reject)
  })
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeIdleConnections()
  })
}
