// A button for printing: hidden without scripts, as every browser can print by itself.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.addEventListener("click", () => print());
  button.hidden = false;
}
