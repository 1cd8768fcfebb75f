import { describe, expect, test } from 'vitest'
import { imageSize, mediaType } from './media.ts'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const png = bytes('\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x20\x08\x06\0\0\0')
const jpeg = bytes(
  '\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xFF\xC0\0\x11\x08\0\x20\x01\0\x03\x01\x22\0\x02\x11\x01\x03\x11\x01',
)

describe('what a file is', () => {
  test.each([
    ['image/png', png],
    ['image/jpeg', jpeg],
    ['image/gif', bytes('GIF89a\x10\0\x08\0')],
    ['image/webp', bytes('RIFF\0\0\0\0WEBPVP8 ')],
    ['image/avif', bytes('\0\0\0\x20ftypavif')],
    ['image/svg+xml', bytes('<?xml version="1.0"?>\n<!-- x -->\n<svg width="1">')],
    ['image/svg+xml', bytes('\xEF\xBB\xBF<svg:svg xmlns:svg="x">')],
    ['image/svg+xml', bytes('<!DOCTYPE svg PUBLIC "x" "y"><svg>')],
    ['audio/mpeg', bytes('ID3\x03')],
    ['audio/mpeg', bytes('\xFF\xFB\x90\x64')],
    ['audio/wav', bytes('RIFF\0\0\0\0WAVEfmt ')],
    ['audio/ogg', bytes('OggS\0')],
    ['video/mp4', bytes('\0\0\0\x18ftypmp42')],
    ['audio/mp4', bytes('\0\0\0\x18ftypM4A ')],
    ['video/webm', bytes('\x1A\x45\xDF\xA3')],
    ['application/pdf', bytes('%PDF-1.7')],
    [null, bytes('<html><svg></svg></html>')],
    [null, bytes('MZ\x90')],
    [null, bytes('#!/bin/sh')],
    [null, bytes('XXXX\0\0\0\0WAVE')],
    [null, new Uint8Array()],
  ])('is %s by its first bytes', (type, file) => {
    expect(mediaType(file)).toBe(type)
  })

  test.each([
    [{ width: 256, height: 32 }, png],
    [{ width: 256, height: 32 }, jpeg],
    [{ width: 16, height: 8 }, bytes('GIF89a\x10\0\x08\0')],
    [{ width: 16, height: 8 }, bytes('RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x0F\0\0\x07\0\0')],
    [{ width: 20, height: 10.5 }, bytes('<svg viewBox="0 0 40 30" width="20px" height="10.5">')],
    [{ width: 40, height: 30 }, bytes('<svg viewBox="0,0 40 30" width="100%">')],
    [null, bytes('<svg>')],
    [null, png.subarray(0, 18)],
    [null, jpeg.subarray(0, 12)],
    [null, bytes('%PDF-1.7')],
  ])('has the size %j', (size, file) => {
    expect(imageSize(file)).toEqual(size)
  })
})
