// What JavaScript adds to pages that work without it: a dialog in place of a page, progress on the button,
// a way on when the network fails, and instants in the viewer's own time.

const PROGRESS = {
  loading: "Enrolling…",
  success: "Enrolled Successfully!",
  error: "Enrollment Failed - Try Again",
};
const NETWORK = "Connection failed. Please check your internet. Then try again: you are never enrolled twice.";
const SERVER = "Server error occurred. Try again: you are never enrolled twice.";
const SLOW = "This takes longer than usual. You may go on waiting, or cancel.";
const STOPPED = "We stopped waiting. Whether you hold the seat is under My schedule; trying again is safe.";
const MEASURES = "/measures";
const SLOW_AFTER = 5_000;
const GIVE_UP_AFTER = 30_000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  const dialog = document.getElementById(form.dataset.opens ?? "");
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    tellOpened(dialog);
  } else if ("enroll" in form.dataset) {
    event.preventDefault();
    if (form.ariaBusy !== "true") enroll(form);
  } else if ("once" in form.dataset) {
    sendOnce(form, event);
  }
});

document.addEventListener("click", (event) => {
  const form = event.target.closest?.("[data-cancel]")?.closest("form");
  if (form?.ariaBusy === "true") {
    event.preventDefault();
    form.waiting?.abort(STOPPED);
  } else if (form?.closest("dialog")) {
    event.preventDefault();
    form.closest("dialog").close();
  }
});

// However a dialog is closed: by its link, by Escape, by a press beside it.
document.addEventListener("close", (event) => {
  const form = event.target.querySelector?.("form[data-enroll]");
  if (form && form.ariaBusy !== "true") navigator.sendBeacon?.(MEASURES, new URLSearchParams({ what: "cancelled" }));
}, true);

// A page the browser kept is of a time gone by: seats have moved since, and its forms have been used.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());

/** Tell that the dialog was opened, and have its form carry the instant of the click, signed. Both may get lost. */
async function tellOpened(dialog) {
  try {
    const body = new URLSearchParams({ what: "opened" });
    const answer = await fetch(MEASURES, { method: "POST", body, keepalive: true });
    dialog.querySelector("[name=clicked]").value = answer.headers.get("Clicked") ?? "";
  } catch {
    // Without a network there is nobody to tell.
  }
}

async function enroll(form) {
  show(form, "loading");
  form.waiting = new AbortController();
  const slow = setTimeout(() => say(form, SLOW), SLOW_AFTER);
  const giveUp = setTimeout(() => form.waiting.abort(NETWORK), GIVE_UP_AFTER);
  try {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.action, { method: "POST", body, signal: form.waiting.signal });
    await follow(form, response);
  } catch (failure) {
    show(form, "error", typeof failure === "string" ? failure : NETWORK);
  } finally {
    clearTimeout(slow);
    clearTimeout(giveUp);
  }
}

async function follow(form, response) {
  if (response.redirected) {
    if (new URL(response.url).pathname === "/me") show(form, "success");
    location.assign(response.url);
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const answer = page.querySelector("main");
  if (!answer || response.status >= 500 || response.status === 429) {
    show(form, "error", answer?.querySelector(".lead")?.textContent ?? SERVER);
    return;
  }
  document.title = page.title;
  document.querySelector("main").replaceWith(answer);
  addLocalTimes();
  scrollTo(0, 0);
  answer.focus({ preventScroll: true });
}

/** Show how far the enrollment is, on every button that stands for it. */
function show(form, state, words = "") {
  form.ariaBusy = String(state === "loading" || state === "success");
  for (const button of document.querySelectorAll("button.enrollment-btn")) {
    button.textContent = PROGRESS[state];
    button.dataset.progress = state;
    button.ariaDisabled = form.ariaBusy;
  }
  say(form, words || (state === "error" ? "" : PROGRESS[state]), state === "error");
}

function say(form, words, failed = false) {
  const place = form.querySelector("[data-said]");
  place.dataset.said = failed ? "failure" : "progress";
  place.textContent = words;
}

function sendOnce(form, event) {
  if (form.dataset.once === "sent") {
    event.preventDefault();
    return;
  }
  form.dataset.once = "sent";
  const button = event.submitter;
  if (button) {
    button.ariaDisabled = "true";
    button.textContent = button.dataset.loading ?? button.textContent;
  }
}

function addLocalTimes() {
  const campus = document.querySelector("[data-zone]")?.textContent;
  const told = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const here = new Intl.DateTimeFormat("en-GB", told);
  const there = new Intl.DateTimeFormat("en-GB", { ...told, timeZone: campus });
  for (const time of document.querySelectorAll("time[datetime]:not([data-local])")) {
    const at = new Date(time.dateTime);
    time.dataset.local = "";
    if (here.format(at) !== there.format(at)) time.after(local(`${here.format(at)} your time`));
  }
}

function local(words) {
  const note = document.createElement("span");
  note.className = "local";
  note.textContent = ` (${words})`;
  return note;
}

addLocalTimes();
