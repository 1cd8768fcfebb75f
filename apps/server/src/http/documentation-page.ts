import type { Answer, OpenApi, Operation, Parameter } from '@quizmentor/contract/openapi'
import type { Schema } from '@quizmentor/contract/json-schema'
import { exampleOf } from './documentation-example.ts'
import { html, type Html } from './html.ts'

interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** The HTTP API of the server at `address` as a page to read: no script, nothing from elsewhere. */
export function documentationPage(document: OpenApi, address: string): string {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API</title>
        <link rel="stylesheet" href="/api/docs/style.css" />
      </head>
      <body>
        <header>
          <h1>${document.info.title} API <small>${document.info.version}</small></h1>
          <p>${prose(document.info.description)}</p>
          <p>
            For programs: <a href="/api/openapi.json">OpenAPI ${document.openapi}</a>. Sign in with
            <a href="#identity.signIn"><code>identity.signIn</code></a> and send the cookie it sets.
          </p>
        </header>
        <nav aria-label="Features">${document.tags.map((tag) => contents(tag.name, entries))}</nav>
        <main>
          ${document.tags.map(
            ({ name, description }) => html`
              <section aria-labelledby="${name}">
                <h2 id="${name}">${name}</h2>
                <p>${description}</p>
                ${entries
                  .filter(({ operation }) => operation.tags.includes(name))
                  .map((entry) => details(entry, address, document))}
              </section>
            `,
          )}
          <section aria-labelledby="schemas">
            <h2 id="schemas">Schemas</h2>
            ${Object.entries(document.components.schemas).map(
              ([name, schema]) => html`
                <article>
                  <h3 id="schema.${name}">${name}</h3>
                  ${shape(schema)}
                </article>
              `,
            )}
          </section>
        </main>
      </body>
    </html>`
  return page.html
}

function contents(feature: string, entries: readonly Entry[]): Html {
  return html`
    <h2><a href="#${feature}">${feature}</a></h2>
    <ul>
      ${entries
        .filter(({ operation }) => operation.tags.includes(feature))
        .map(
          ({ operation }) => html`
            <li><a href="#${operation.operationId}">${operation.summary}</a></li>
          `,
        )}
    </ul>
  `
}

function details({ method, path, operation }: Entry, server: string, document: OpenApi): Html {
  const body = operation.requestBody?.content['application/json'].schema
  return html`
    <article>
      <h3 id="${operation.operationId}">${operation.summary}</h3>
      <p class="address"><b>${method.toUpperCase()}</b> <code>${path}</code></p>
      <p>${operation.description}</p>
      ${operation.parameters.length > 0 && parameterTable(operation.parameters)}
      ${
        body !== undefined &&
        html`<h4>Body</h4>
          ${shape(body)}`
      }
      <h4>Answers</h4>
      <dl>${Object.entries(operation.responses).map(([status, it]) => answer(status, it))}</dl>
      <h4>Example</h4>
      <pre tabindex="0"><code>${curl({ method, path, operation }, server, document)}</code></pre>
    </article>
  `
}

/** Text with `code` in it. */
function prose(text: string): Html {
  return html`${text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`
}

function parameterTable(parameters: readonly Parameter[]): Html {
  return html`
    <h4>Parameters</h4>
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">In</th>
          <th scope="col">Type</th>
        </tr>
      </thead>
      <tbody>
        ${parameters.map(
          ({ name, in: place, required, schema }) => html`
            <tr>
              <td><code>${name}</code>${!required && ' (optional)'}</td>
              <td>${place}</td>
              <td>${shape(schema)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `
}

function answer(status: string, { description, content }: Answer): Html {
  const ofProblem = Number(status) >= 400
  return html`
    <dt>${status}</dt>
    <dd>
      ${prose(description)}.
      ${Object.entries(content).map(([type, { schema }]) =>
        ofProblem ? '' : html`<small>${type}</small> ${shape(schema)}`,
      )}
    </dd>
  `
}

/** A schema in words and lists. */
function shape(schema: Schema): Html {
  if (schema.$ref !== undefined) return reference(schema.$ref)
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum !== undefined)
    return html`one of
    ${schema.enum.map((value, index) => [
      index > 0 && ', ',
      html`<code>${JSON.stringify(value)}</code>`,
    ])}`
  const choices = schema.oneOf ?? schema.anyOf
  if (choices !== undefined) return alternatives(choices)
  if (schema.properties !== undefined) return properties(schema)
  if (schema.type === 'array')
    return html`list of
    ${isSchema(schema.items) ? shape(schema.items) : 'anything'}${limits(schema)}`
  if (schema.type === 'object')
    return html`object of
    ${isSchema(schema.additionalProperties) ? shape(schema.additionalProperties) : 'anything'}`
  return html`${schema.format ?? typeName(schema)}${limits(schema)}`
}

function alternatives(choices: readonly Schema[]): Html {
  const small = choices.every(({ properties: fields }) => fields === undefined)
  if (small) return html`${choices.map((choice, index) => [index > 0 && ' or ', shape(choice)])}`
  return html`one of
    <ul>
      ${choices.map((choice) => html`<li>${shape(choice)}</li>`)}
    </ul>`
}

function properties(schema: Schema): Html {
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0) return html`an empty object`
  return html`<ul class="fields">
    ${fields.map(
      ([name, field]) =>
        html`<li>
          <code>${name}</code>${!(schema.required ?? []).includes(name) && ' (optional)'}:
          ${isSchema(field) ? shape(field) : 'anything'}
        </li>`,
    )}
  </ul>`
}

function reference(ref: string): Html {
  const name = ref.slice(ref.lastIndexOf('/') + 1)
  return html`<a href="#schema.${name}">${name}</a>`
}

function typeName({ type }: Schema): string {
  return type === undefined ? 'anything' : [type].flat().join(' or ')
}

function limits(schema: Schema): string {
  const parts = [
    between(schema.minimum, schema.maximum),
    between(schema.minLength, schema.maxLength, ' characters'),
    between(schema.minItems, schema.maxItems, ' of them'),
    schema.pattern !== undefined && `like ${schema.pattern}`,
    schema.default !== undefined && `otherwise ${JSON.stringify(schema.default)}`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? ` (${parts.join(', ')})` : ''
}

function between(low: number | undefined, high: number | undefined, unit = ''): string | false {
  if (low !== undefined && high !== undefined) return `${low} to ${high}${unit}`
  if (low !== undefined) return `at least ${low}${unit}`
  return high !== undefined && `at most ${high}${unit}`
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function curl({ method, path, operation }: Entry, server: string, document: OpenApi): string {
  const examples = document.components.schemas
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((it) => it.name === name)
    return String(exampleOf(parameter?.schema ?? {}, examples))
  })
  const body = operation.requestBody?.content['application/json'].schema
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${server}${address}'`,
    operation.security.length > 0 && `-b cookies.txt`,
    operation.operationId === 'identity.signIn' && '-c cookies.txt',
    body !== undefined && `-H 'content-type: application/json'`,
    body !== undefined && `-d '${JSON.stringify(exampleOf(body, examples), null, 2)}'`,
  ]
    .filter((part) => part !== false)
    .join(' \\\n  ')
}
