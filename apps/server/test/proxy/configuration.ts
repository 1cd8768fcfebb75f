import { readFile } from 'node:fs/promises'

export type ProxyName = 'nginx' | 'haproxy'

const files = { nginx: 'nginx.conf', haproxy: 'haproxy.cfg' } as const

/** How a proxy of deploy/proxy is run here: its own configuration, with other addresses. */
export async function configurationOf(
  name: ProxyName,
  { folder, port, nodes }: { folder: string; port: number; nodes: readonly string[] },
): Promise<string> {
  const file = new URL(`../../../../deploy/proxy/${files[name]}`, import.meta.url)
  const shipped = await readFile(file, 'utf8')
  return name === 'nginx'
    ? nginxHere(withNodes(shipped, nodes, ''), folder, port)
    : withNodes(shipped, nodes, 'node')
        .replace('bind :8080', `bind 127.0.0.1:${port}`)
        // As many as a usual shell may open files for.
        .replace('maxconn 60000', 'maxconn 9000')
}

/** The lines that name two nodes, for as many as there are. */
function withNodes(text: string, nodes: readonly string[], label: string): string {
  const oneLine = /^( +server )(?:node1 )?node1:3000(.*)\n.*node2:3000.*\n/gm
  return text.replace(oneLine, (_, before: string, after: string) =>
    nodes
      .map((node, index) => `${before}${label && `${label}${index + 1} `}${node}${after}\n`)
      .join(''),
  )
}

/** In the foreground, with all that it writes in a folder of its own. */
function nginxHere(text: string, folder: string, port: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `  ${kind}_temp_path ${folder}/${kind};\n`)
    .join('')
  const here = text
    .replace('http {\n', `http {\n  access_log off;\n${temporary}`)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
  return `daemon off;\npid ${folder}/pid;\nerror_log stderr warn;\n${here}`
}
