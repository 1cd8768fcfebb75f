import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Connect, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { appManifest } from './app-manifest.ts'

const server = process.env['QUIZMENTOR_DEV_SERVER'] ?? 'http://127.0.0.1:3000'

/** Addresses of the players' page: served with join.html, all others with index.html. */
const playersPath = /^\/(join|j|play)(\/|\?|$)/

/** Serves join.html at the players' addresses, in development and preview as the server does. */
function playersPage(): Plugin {
  const rewrite: Connect.NextHandleFunction = (request, _response, next) => {
    if (playersPath.test(request.url ?? '')) request.url = '/join.html'
    next()
  }
  return {
    name: 'players-page',
    configureServer: ({ middlewares }) => void middlewares.use(rewrite),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(rewrite),
  }
}

/** React Aria carries its few strings in 34 languages: only ours stay in the bundle. */
function onlyOurLanguages(): Plugin {
  return {
    name: 'only-our-languages',
    enforce: 'pre',
    load(id) {
      const other =
        /\/(react-aria|react-stately|react-aria-components)\/.*\/intl\/.*\/[a-z]{2}-[A-Z]{2}\.mjs$/
      const ours = /(en-US|de-DE)\.mjs$/
      return other.test(id) && !ours.test(id) ? 'export default {}' : null
    },
  }
}

/**
 * In what order a page's parts come. The style sheet is first: it paints the head of the page while
 * the program is still on its way. The strings come beside the program, not after it: head.js finds
 * here which files each language needs.
 */
function orderOfLoading(): Plugin {
  return {
    name: 'order-of-loading',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, path }) {
        const page = path.includes('join') ? 'join' : 'app'
        let files = ''
        for (const chunk of Object.values(bundle ?? {})) {
          const id = chunk.type === 'chunk' ? (chunk.facadeModuleId ?? '') : ''
          const language = new RegExp(`/i18n/(\\w+)/${page}\\.ts$`).exec(id)?.[1]
          if (chunk.type === 'chunk' && language !== undefined)
            files += ` data-${language}="${[chunk.fileName, ...chunk.imports].join(' ')}"`
        }
        return html
          .replaceAll(
            /<(script type="module"|link rel="modulepreload")/g,
            '<$1 fetchpriority="low"',
          )
          .replace('src="/head.js"', `src="/head.js"${files}`)
      },
    },
  }
}

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    playersPage(),
    onlyOurLanguages(),
    orderOfLoading(),
    VitePWA({
      strategies: 'generateSW',
      registerType: 'prompt',
      injectRegister: false,
      manifest: appManifest,
      workbox: {
        globPatterns: ['**/*.{js,css,html,woff2,svg}', 'icons/*.png'],
        // Latin extended comes when a page needs it.
        globIgnores: ['**/*latin-ext*', 'join.html', 'assets/join-*'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [playersPath, /^\/(api|health|metrics)(\/|$)/],
        cleanupOutdatedCaches: true,
        runtimeCaching: [
          {
            urlPattern: ({ request, url }) =>
              request.mode === 'navigate' && /^\/(join|j|play)(\/|$)/.test(url.pathname),
            handler: 'NetworkOnly',
            options: { precacheFallback: { fallbackURL: '/offline.html' } },
          },
          {
            urlPattern: ({ request, sameOrigin }) => sameOrigin && request.destination === 'font',
            handler: 'CacheFirst',
            options: { cacheName: 'fonts', expiration: { maxEntries: 10 } },
          },
        ],
      },
    }),
  ],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Everything is a file of its own: the content-security policy allows no data: scripts.
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['index.html', 'join.html'] },
  },
  server: {
    proxy: { '/api': { target: server, ws: true }, '/health': { target: server } },
  },
  preview: {
    proxy: { '/api': { target: server, ws: true }, '/health': { target: server } },
  },
})
