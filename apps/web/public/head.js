// Runs before the first paint, so that the page never flashes in the wrong theme, and asks at once
// for the strings of the reader's language.
;(function () {
  var root = document.documentElement
  /** @param {string} name */
  var read = function (name) {
    try {
      return localStorage.getItem(name)
    } catch {
      return null
    }
  }

  var theme = read('quizmentor.theme')
  var dark =
    theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  var colour = document.querySelector('meta[name="theme-color"]')
  if (colour && dark) colour.setAttribute('content', '#13151d')

  // The build names each language's files on this script: data-en="…", data-de="…".
  var script = document.currentScript
  var files = script instanceof HTMLScriptElement ? script.dataset : {}
  var wanted = [read('quizmentor.language') ?? '', ...navigator.languages, 'en']
  var language = wanted.map((tag) => tag.split('-')[0] ?? '').find((tag) => tag in files)
  for (var file of files[language ?? '']?.split(' ') ?? []) {
    var link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = '/' + file
    document.head.append(link)
  }
})()
