// Runs before the first paint, so that a chosen theme or language never flashes the other one.
try {
  const theme = localStorage.getItem("consulta.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem("consulta.language");
  if (language === "es" || language === "en") document.documentElement.lang = language;
} catch {
  // Storage is closed to us (private window): the system's theme and Spanish are used.
}
