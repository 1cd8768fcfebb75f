import type { ManifestOptions } from 'vite-plugin-pwa'

/** What an operating system is told when somebody installs the app. */
export const appManifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'QuizMentor',
  short_name: 'QuizMentor',
  description: 'Practise what you need, play quizzes together, keep a question bank of your own.',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#f6f0e4',
  theme_color: '#f6f0e4',
  categories: ['education', 'games'],
  icons: [
    { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
  share_target: {
    action: '/share',
    method: 'GET',
    params: { title: 'title', text: 'text', url: 'url' },
  },
  shortcuts: [
    { name: 'Practise', url: '/', icons: [{ src: '/icons/192.png', sizes: '192x192' }] },
    { name: 'Join a game', url: '/join', icons: [{ src: '/icons/192.png', sizes: '192x192' }] },
  ],
}
