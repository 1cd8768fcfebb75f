import 'react'

declare module 'react' {
  interface CSSProperties {
    /** What a stylesheet is told about one element. */
    readonly [name: `--${string}`]: string | number | undefined
  }
}
