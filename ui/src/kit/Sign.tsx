/** The few line drawings of the app, drawn for it on a 24-unit grid. Always beside words, so hidden from readers. */
const strokes = {
  bell: 'M3 17.5h18M5 17.5a7 7 0 0 1 14 0M12 10.5V7.5M9.5 7.5h5',
  today:
    'M12 3.5v1.8M12 18.7v1.8M3.5 12h1.8M18.7 12h1.8M6 6l1.3 1.3M16.7 16.7L18 18M18 6l-1.3 1.3M7.3 16.7L6 18M12 8.6a3.4 3.4 0 1 1 0 6.8a3.4 3.4 0 0 1 0-6.8',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11M3 19.5c.4-3.5 2.8-5.5 6-5.5s5.6 2 6 5.5M15.5 5a3 3 0 0 1 0 5.7M17.5 14.2c2 .7 3.2 2.6 3.5 5.3',
  segment: 'M12 4a8 8 0 1 0 8 8h-8zM15.5 3.8a8 8 0 0 1 4.7 4.7h-4.7z',
  campaign: 'M4 10v4h3l7 4.5v-13L7 10zM17 9.2a4 4 0 0 1 0 5.6M19.3 6.8a7.4 7.4 0 0 1 0 10.4',
  inbox: 'M4 13.5l2.6-8h10.8l2.6 8v5H4zM4 13.5h4.5l1.2 2.5h4.6l1.2-2.5H20',
  health: 'M3.5 12.5h4l2-5.5 4 11 2.3-5.5h4.7',
  settings: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h8M16 17h4M13 5v4M7 10v4M12 15v4M15 7h0',
  search: 'M10.5 4.5a6 6 0 1 1 0 12a6 6 0 0 1 0-12M15 15l4.5 4.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 4.5l8.5 15h-17zM12 10.5v4M12 17h0',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  info: 'M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16M12 11v5.5M12 8h0',
  plus: 'M12 5v14M5 12h14',
  chevron: 'M9.5 6l6 6-6 6',
  file: 'M6.5 4h7l4 4v12h-11zM13.5 4v4h4',
  pause: 'M9 6v12M15 6v12',
  clock: 'M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16M12 7.5V12l3 2',
} as const

export type SignName = keyof typeof strokes

export function Sign({ name, size = 18 }: { name: SignName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={strokes[name]} />
    </svg>
  )
}
