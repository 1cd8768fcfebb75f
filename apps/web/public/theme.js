// Runs before the first paint, so that the page never flashes in the wrong theme or language.
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
})()
