/** Our own icons: 24 × 24, drawn with a square pen. Add one by adding its strokes. */
const strokes = {
  home: 'M4 11 12 4l8 7v9H4zM10 20v-6h4v6',
  history: 'M4.5 5v4.5H9M5 9.5A8 8 0 1 1 4 13M12 8v5l3.5 2',
  games: 'M3 5h18v12H3zM8 21h8M12 17v4M10 8.5v5l4.5-2.5z',
  bank: 'M4 4h5v16H4zM9 4h5v16H9zM14.5 5.2l4.4-1.2L22.5 19l-4.4 1.2z',
  admin: 'M4 7h8M18 7h2M4 17h2M12 17h8M12 4h6v6h-6zM6 14h6v6H6z',
  account: 'M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7',
  users:
    'M5.5 8a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M2 20c0-4 3-6 7-6s7 2 7 6M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2.5.8 4 2.6 4 5.5',
  menu: 'M3 6h18M3 12h18M3 18h18',
  more: 'M4 12h1M11.5 12h1M19 12h1',
  close: 'M5 5l14 14M19 5 5 19',
  check: 'M4 12.5 9.5 18 20 6.5',
  cross: 'M6 6l12 12M18 6 6 18',
  partial: 'M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0M12 4v16M12 8h4M12 12h7M12 16h5',
  right: 'M4 12h15M13 6l6 6-6 6',
  left: 'M20 12H5M11 6l-6 6 6 6',
  up: 'M12 20V5M6 11l6-6 6 6',
  down: 'M12 4v15M6 13l6 6 6-6',
  unfold: 'M6 9l6 6 6-6',
  search: 'M4 10.5a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M15.5 15.5 21 21',
  sun: 'M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  device: 'M3 5h18v11H3zM8 20h8M12 16v4',
  hint: 'M8.5 15a6 6 0 1 1 7 0v3h-7zM9.5 21h5',
  book: 'M12 6c-2.5-1.7-5.5-2-9-2v14c3.5 0 6.5.3 9 2 2.5-1.7 5.5-2 9-2V4c-3.5 0-6.5.3-9 2zM12 6v14',
  clock: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 7v5l4 2.5',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  plus: 'M12 4v16M4 12h16',
  minus: 'M4 12h16',
  trash: 'M4 6h16M9 6V3h6v3M6 6l1 15h10l1-15M10 10v7M14 10v7',
  pencil: 'M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4',
  copy: 'M9 9h11v12H9zM15 9V3H4v12h5',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6L11.5 7M14 10a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5',
  external: 'M13 4h7v7M20 4l-9 9M17 14v6H4V7h6',
  warning: 'M12 3 22 20.5H2zM12 9.5v5M12 17.5v.01',
  info: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 11v5.5M12 7.5v.01',
  offline:
    'M3 3l18 18M8.5 16a5 5 0 0 1 7 0M5 12.5a10 10 0 0 1 5-2.7M19 12.5a10 10 0 0 0-4-2.4M2 9a14.5 14.5 0 0 1 4.5-2.8M22 9a14.5 14.5 0 0 0-11-3.8M12 19.5v.01',
  keyboard: 'M2.5 6h19v12h-19zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M7 14h10',
  download: 'M12 3v12M7 10l5 5 5-5M4 20h16',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  eye: 'M2 12c2.5-4.5 6-6.5 10-6.5s7.5 2 10 6.5c-2.5 4.5-6 6.5-10 6.5S4.5 16.5 2 12zM9.5 12a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0',
  eyeShut:
    'M3 3l18 18M9 6c5.5-1.5 10 1 13 6a16 16 0 0 1-3.5 4M6 7.5A15 15 0 0 0 2 12c3.5 6 9 7.8 14 5.5',
  flag: 'M5 21V4h13l-2.5 4.5L18 13H5',
  undo: 'M4 9h10a6 6 0 0 1 0 12H8M8.5 4.5 4 9l4.5 4.5',
  repeat: 'M4 11V8h13M14 4.5 17.5 8 14 11.5M20 13v3H7M10 12.5 6.5 16l3.5 3.5',
  filter: 'M3 5h18l-7 8v6l-4 2v-8z',
  language:
    'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17z',
  lock: 'M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3',
  unlock: 'M5 11h14v10H5zM8 11V8a4 4 0 0 1 7.5-2',
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M8 4v16M16 4v16',
  sound: 'M4 9v6h4l5 4.5v-15L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 5.5a9 9 0 0 1 0 13',
  mute: 'M4 9v6h4l5 4.5v-15L8 9zM17 9.5l5 5M22 9.5l-5 5',
  fullScreen: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  chart: 'M4 4v16h16M8 16v-5M12.5 16V7M17 16v-8',
  mail: 'M3 5h18v14H3zM3 6.5l9 7 9-7',
  tag: 'M3 4h9l9 9-8 8-10-9zM7.5 8.5h.01',
  image: 'M3 4h18v16H3zM3 17l5.5-5.5 4 4L16 12l5 5M9 8.5h.01',
  signOut: 'M14 4H4v16h10M9 12h12M17 8l4 4-4 4',
  trophy:
    'M7 4h10v6a5 5 0 0 1-10 0zM7 6H3.5c0 3.5 1.5 5 3.8 5M17 6h3.5c0 3.5-1.5 5-3.8 5M12 15v4M8 20.5h8',
  skip: 'M5 5l9 7-9 7zM18.5 5v14',
} as const satisfies Record<string, string>

export type IconName = keyof typeof strokes

/** Those that point the way one reads are turned round where one reads from right to left. */
const turning: ReadonlySet<IconName> = new Set([
  'left',
  'right',
  'external',
  'signOut',
  'skip',
  'undo',
])

interface Props {
  readonly name: IconName
  /** Said where no text stands beside the icon. */
  readonly label?: string
  readonly className?: string
}

/** An icon as large as the text around it. */
export function Icon({ name, label, className = '' }: Props) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`inline-block size-[1.2em] shrink-0 ${turning.has(name) ? 'rtl:-scale-x-100' : ''} ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'grip' || name === 'more' ? 3.4 : 2.2}
      strokeLinecap="square"
      strokeLinejoin="miter"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={strokes[name]} />
    </svg>
  )
}
