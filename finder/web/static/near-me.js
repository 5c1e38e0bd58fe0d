// "Use my position": rounded to about a kilometre before it leaves the page, and only when asked.
for (const box of document.querySelectorAll(".near-me")) {
  if (!("geolocation" in navigator) || !window.isSecureContext) continue;
  const form = box.closest("form");
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  const rounded = (degrees) => (Math.round(degrees * 100) / 100 + 0).toFixed(2);
  const found = ({ coords }) => {
    form.elements.near.value = `${rounded(coords.latitude)},${rounded(coords.longitude)}`;
    form.requestSubmit();
  };
  const failed = (problem) => {
    const reasons = { 1: "refused", 3: "late" };
    status.textContent = box.dataset[reasons[problem.code] || "unknown"];
    button.disabled = false;
  };
  button.addEventListener("click", () => {
    status.textContent = box.dataset.asking;
    button.disabled = true;
    const limits = { enableHighAccuracy: false, timeout: 15000, maximumAge: 600000 };
    navigator.geolocation.getCurrentPosition(found, failed, limits);
  });
  // Back from the results, the page is shown as it was left.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    status.textContent = "";
    button.disabled = false;
  });
  box.hidden = false;
}
