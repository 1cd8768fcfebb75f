import { useMemo } from 'react'
import type { Language } from './language.ts'
import { useLanguage } from './strings.tsx'

type Instant = string | number | Date

/** Dates, times and numbers as the reader's language and time zone have them. */
export interface Format {
  readonly number: (value: number) => string
  /** 0.25 → 25 % */
  readonly percent: (share: number) => string
  readonly date: (instant: Instant) => string
  readonly time: (instant: Instant) => string
  readonly dateTime: (instant: Instant) => string
  /** How far from now: “in 3 days”, “yesterday”, “in 10 minutes”. */
  readonly relative: (instant: Instant, now?: number) => string
  readonly list: (items: readonly string[]) => string
  /** 1500000 → 1.5 MB */
  readonly fileSize: (bytes: number) => string
}

/** The formats of the language in use. */
export function useFormat(): Format {
  const { language } = useLanguage()
  return useMemo(() => formatIn(language), [language])
}

/** The formats of a language, in the device's time zone. */
export function formatIn(language: Language): Format {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const list = new Intl.ListFormat(language)
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    date: (instant) => date.format(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    dateTime: (instant) => dateTime.format(new Date(instant)),
    relative: (instant, now = Date.now()) => {
      const [value, unit] = distance(new Date(instant).getTime(), now)
      return relative.format(value, unit)
    },
    list: (items) => list.format(items),
    fileSize: (bytes) => sizeIn(language, bytes),
  }
}

function sizeIn(language: Language, bytes: number): string {
  const [value, unit] =
    bytes < 1_000
      ? [bytes, 'byte']
      : bytes < 1_000_000
        ? [bytes / 1_000, 'kilobyte']
        : [bytes / 1_000_000, 'megabyte']
  const unitDisplay = unit === 'byte' ? 'long' : 'short'
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function distance(then: number, now: number): [number, Intl.RelativeTimeFormatUnit] {
  const away = Math.abs(then - now)
  if (away < HOUR) return [Math.round((then - now) / MINUTE), 'minute']
  const days = calendarDays(now, then)
  if (days === 0) return [Math.round((then - now) / HOUR), 'hour']
  if (Math.abs(days) < 14) return [days, 'day']
  if (Math.abs(days) < 60) return [Math.round(days / 7), 'week']
  if (Math.abs(days) < 730) return [Math.round(days / 30.44), 'month']
  return [Math.round(days / 365.25), 'year']
}

/** Days by the calendar: from 23:00 to 1:00 is one day, “tomorrow”. */
function calendarDays(from: number, to: number): number {
  const midnight = (instant: number) => new Date(instant).setHours(0, 0, 0, 0)
  return Math.round((midnight(to) - midnight(from)) / DAY)
}
