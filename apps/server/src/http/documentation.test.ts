import { openApi } from '@quizmentor/contract/openapi'
import type { Schema } from '@quizmentor/contract/json-schema'
import type { Route } from '@quizmentor/contract/route'
import { routes } from '@quizmentor/contract/routes'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { exampleOf } from './documentation-example.ts'
import { documentationPage } from './documentation-page.ts'

const document = openApi('1.2.3', 'https://quiz.example.org')
const contract = Object.entries(routes).flatMap(([feature, all]) =>
  Object.entries<Route>(all).map(([name, route]) => ({ id: `${feature}.${name}`, route })),
)
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate({ ...document })
    expect(result).toMatchObject({ valid: true })
  })

  test('has every route of the contract once, with its own id', () => {
    expect(operations.map((operation) => operation.operationId).toSorted()).toEqual(
      contract.map(({ id }) => id).toSorted(),
    )
  })

  test('says of each route who may call it', () => {
    for (const { id, route } of contract) {
      const operation = operations.find(({ operationId }) => operationId === id)
      expect(operation?.description).toMatch(/may call this\.$/)
      expect(operation?.security.length === 0).toBe(route.access === 'anyone')
    }
  })

  test('refers only to schemas that it has', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)
    const names = new Set([...references].map(([, name]) => name))
    expect(names.size).toBeGreaterThan(10)
    for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name)
  })

  test('its examples are accepted by the routes they are for', () => {
    const refused = contract.flatMap(({ id, route }) => {
      const body = operations.find(({ operationId }) => operationId === id)?.requestBody
      if (body === undefined) return []
      const schema: Schema = body.content['application/json'].schema
      const result = route.body.safeParse(exampleOf(schema, document.components.schemas))
      return result.success ? [] : [`${id}: ${result.error.message}`]
    })
    expect(refused).toEqual([])
  })
})

describe('the page to read', () => {
  const page = documentationPage(document, 'https://quiz.example.org')

  test('needs no script, no inline style and nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<style| style=| on\w+=/)
    expect([...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^(https?:)?\/\//)]),
    )
  })

  test('has a place for every route and schema, and no link leads nowhere', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    for (const { id } of contract) expect(ids).toContain(id)
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })
})
