import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

export interface ReceivedMail {
  from: string
  to: string[]
  /** Headers and body, as they came. */
  source: string
}

/** A mail server that keeps what it is sent, as far as RFC 5321 is needed for that. */
export async function startSmtpServer() {
  const received: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  let refusals = 0

  const server = createServer((socket) => {
    sockets.add(socket)
    void converse(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  async function converse(socket: Socket) {
    socket.on('error', () => {})
    socket.write('220 test\r\n')
    let mail: ReceivedMail = { from: '', to: [], source: '' }
    let inData = false
    for await (const line of createInterface({ input: socket })) {
      if (inData && line !== '.') {
        mail.source += `${line.replace(/^\./, '')}\n`
        continue
      }
      if (inData) {
        inData = false
        received.push(mail)
        mail = { from: '', to: [], source: '' }
        socket.write('250 kept\r\n')
        continue
      }
      socket.write(`${answer(line)}\r\n`)
    }

    function answer(line: string): string {
      const [verb = ''] = line.toUpperCase().split(' ')
      const argument = /<(.*?)>/.exec(line)?.[1] ?? ''
      switch (verb) {
        case 'EHLO':
        case 'HELO':
          return '250 test'
        case 'MAIL':
          mail.from = argument
          return refusals-- > 0 ? '451 come back later' : '250 ok'
        case 'RCPT':
          mail.to.push(argument)
          return '250 ok'
        case 'DATA':
          inData = true
          return '354 go on'
        case 'QUIT':
          return '221 bye'
        default:
          return '250 ok'
      }
    }
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Turns the next mails away, for the moment. */
    refuse(count: number) {
      refusals = count
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
