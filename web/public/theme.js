// Sets the theme before the first paint. A file of its own, because the page's policy allows no script inside the page.
try {
  const theme = localStorage.getItem('evencast-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // No storage is allowed here: the page follows the system.
}
