// The chat page: it shows one person's private chat as the Bot API describes it, and sends what the person does.
// Text enters the page as text only (createTextNode, textContent); nothing is ever parsed as HTML.

const $ = (id) => document.getElementById(id);
const log = $("log"), field = $("text"), form = $("composer"), list = $("commands");
const ICONS = { file: "M12 4v11M7 11l5 5 5-5M5 20h14", down: "M6 9l6 6 6-6" };
const ACTIONS = { upload_photo: "sending a photo", upload_document: "sending a file" };
const COLOURS = ["#c9574b", "#b0701f", "#7d5fc4", "#3d8b37", "#1f8596", "#2f74c0", "#b9517f"];
const GROUP_S = 600;        // messages of one sender within ten minutes stand together
const GIVE_UP_MS = 60000;   // a button nobody answers stops loading, as in Telegram's apps
let chat = null;            // what /preview/chat gave: bot, user, users, commands, ...
let messages = new Map();   // by message_id, in order
let loading = new Map();    // "message_id data" -> query id
let answered = new Map();   // query id -> answer that came before its press was confirmed
let source = null, early = null, file = null, typingTimer = 0, toastTimer = 0, unseen = 0;

// ------------------------------------------------------------------ small parts

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function avatar(user) {
  const node = make("span", { class: "avatar", "aria-hidden": "true" }, [...user.first_name][0] ?? "?");
  node.style.setProperty("--hue", COLOURS[user.id % COLOURS.length]);
  return node;
}

const clock = (unix) => new Date(unix * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayOf = (unix) => new Date(unix * 1000).toDateString();

function dayName(unix) {
  const day = new Date(unix * 1000), today = new Date();
  if (day.toDateString() === today.toDateString()) return "Today";
  if (day.toDateString() === new Date(today - 864e5).toDateString()) return "Yesterday";
  const year = day.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return day.toLocaleDateString([], { day: "numeric", month: "long", year });
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 2 ** 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

async function post(path, data) {
  const json = !(data instanceof FormData);
  const response = await fetch(`/preview/${path}`, {
    method: "POST", body: json ? JSON.stringify(data) : data, headers: json ? { "Content-Type": "application/json" } : {},
  });
  const result = await response.json();
  if (!response.ok) throw new Error(result.description ?? "the preview did not take it");
  return result;
}

function toast(text) {
  clearTimeout(toastTimer);
  $("toast").textContent = text;
  $("toast").hidden = false;
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, 4000);
}

const attempt = (work) => work.catch((error) => toast(`Not sent: ${error.message}`));

// ------------------------------------------------------------------ text with entities (UTF-16 offsets, as in JavaScript)

const SIMPLE = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };

function link(href, children) {
  const payload = startPayload(href);
  if (payload !== null) {
    const send = () => say(`/start ${payload}`.trim());
    return make("a", { href, onclick: (event) => { event.preventDefault(); send(); } }, ...children);
  }
  if (!/^(https?|mailto):/i.test(href)) return make("span", { class: "tap", title: href }, ...children);
  return make("a", { href, title: href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** What `https://t.me/THIS_BOT?start=PAYLOAD` carries; null for every other link. */
function startPayload(href) {
  let url;
  try { url = new URL(href); } catch { return null; }
  const here = ["t.me", "telegram.me"].includes(url.hostname) && url.pathname.slice(1).toLowerCase() === chat.bot.username.toLowerCase();
  return here ? url.searchParams.get("start") ?? "" : null;
}

function fold(children) {
  const quote = make("blockquote", { class: "fold" }, make("span", { class: "inner" }, ...children));
  const turn = () => button.setAttribute("aria-expanded", String(quote.classList.toggle("open")));
  const button = make("button", { type: "button", class: "unfold", "aria-label": "Whole quotation", "aria-expanded": "false" }, icon("down"));
  quote.append(button);
  quote.addEventListener("click", (event) => { if (!event.target.closest("a, .spoiler") && !String(getSelection())) turn(); });
  return quote;
}

function spoiler(children) {
  const show = () => { node.classList.add("seen"); for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name); };
  const node = make("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" }, ...children);
  node.addEventListener("click", (event) => { if (!node.classList.contains("seen")) { event.preventDefault(); event.stopPropagation(); show(); } }, true);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); } });
  return node;
}

function wrap(entity, text, children) {
  if (entity.type in SIMPLE) return make(SIMPLE[entity.type], {}, ...children);
  switch (entity.type) {
    case "text_link": return link(entity.url, children);
    case "url": return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, children);
    case "email": return link(`mailto:${text}`, children);
    case "bot_command": return make("button", { type: "button", class: "tap", onclick: () => say(text) }, ...children);
    case "pre": return make("pre", { "data-language": entity.language }, ...children);
    case "spoiler": return spoiler(children);
    case "blockquote": return make("blockquote", {}, ...children);
    case "expandable_blockquote": return fold(children);
    case "mention": case "hashtag": case "text_mention": return make("span", { class: "tap" }, ...children);
    case "date_time": return make("time", { datetime: new Date(entity.unix_time * 1000).toISOString() }, ...children);
    default: return make("span", {}, ...children);
  }
}

/** The nodes of text[from:to]; entities that cross the end of an outer one are cut there and go on behind it. */
function weave(text, entities, from, to) {
  const nodes = [];
  let rest = [...entities], at = from;
  while (rest.length) {
    const outer = rest.shift(), end = Math.min(outer.offset + outer.length, to);
    if (outer.offset >= to || end <= at) continue;
    const start = Math.max(outer.offset, at), inner = [], after = [];
    for (const entity of rest) {
      const stop = entity.offset + entity.length;
      if (entity.offset < end) inner.push({ ...entity, length: Math.min(stop, end) - entity.offset });
      if (stop > end) after.push(entity.offset >= end ? entity : { ...entity, offset: end, length: stop - end });
    }
    if (start > at) nodes.push(text.slice(at, start));
    nodes.push(wrap(outer, text.slice(start, end), weave(text, inner, start, end)));
    rest = after;
    at = end;
    if (/blockquote|pre/.test(outer.type) && text[at] === "\n") at += 1; // the block ends the line by itself
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

// ------------------------------------------------------------------ messages

function bubble(message) {
  const text = message.text ?? message.caption ?? "", entities = message.entities ?? message.caption_entities ?? [];
  const node = make("div", { class: "bubble" });
  if (message.reply_to_message) node.append(replyTo(message.reply_to_message));
  if (message.photo) node.append(photo(message.photo.at(-1), text));
  if (message.document) node.append(paper(message.document));
  if (text) node.append(make("div", { class: "words", dir: "auto" }, ...weave(text, entities, 0, text.length)));
  const time = make("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  node.append(make("span", { class: "stamp" }, message.edit_date ? "edited " : "", time));
  return node;
}

function replyTo(other) {
  const go = () => document.querySelector(`[data-id="${other.message_id}"]`)?.scrollIntoView({ block: "center" });
  const text = (other.text ?? other.caption ?? "File").split("\n")[0];
  return make("button", { type: "button", class: "reply", onclick: go }, make("b", {}, other.from.first_name), make("span", {}, text));
}

function photo(shown, text) {
  const src = `/preview/file/${encodeURIComponent(shown.file_id)}`, alt = text ? text.slice(0, 200) : "Photo";
  const enlarge = () => { Object.assign($("photo").querySelector("img"), { src, alt }); $("photo").showModal(); };
  const image = make("img", { src, alt, width: shown.width, height: shown.height, onload: () => stay() });
  return make("button", { type: "button", class: "picture", "aria-label": `Enlarge: ${alt}`, onclick: enlarge }, image);
}

function paper(sent) {
  const name = sent.file_name ?? "file";
  const words = make("span", {}, make("b", {}, name), make("small", {}, size(sent.file_size)));
  const href = `/preview/file/${encodeURIComponent(sent.file_id)}`;
  return make("a", { class: "document", href, download: name }, make("span", { class: "sign" }, icon("file")), words);
}

function keys(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return make("div", { class: "keys" }, ...rows.map((row) => make("div", { class: "row" }, ...row.map((button) => key(message, button)))));
}

function key(message, button) {
  if (button.url) {
    const node = link(button.url, [button.text]);
    node.classList.add("key", "link");
    return node;
  }
  const busy = loading.has(`${message.message_id} ${button.callback_data}`);
  return make("button", {
    type: "button", class: busy ? "key loading" : "key", "aria-busy": busy ? "true" : null, "data-data": button.callback_data,
    onclick: () => attempt(press(message.message_id, button.callback_data)),
  }, button.text);
}

function row(message) {
  const side = message.from.is_bot ? "in" : "out";
  const label = `${message.from.is_bot ? chat.title : "You"}, ${clock(message.date)}`;
  const node = make("article", { class: `message ${side}${message.edit_date ? " edited" : ""}`, "data-id": message.message_id, "aria-label": label }, bubble(message));
  if (message.reply_markup) node.append(keys(message));
  return node;
}

function show(message) {
  const known = messages.has(message.message_id), old = document.querySelector(`[data-id="${message.message_id}"]`);
  const follow = following || !message.from.is_bot, node = row(message);
  const open = [...(old?.querySelectorAll(".fold") ?? [])].map((quote) => quote.classList.contains("open"));
  const focused = old?.contains(document.activeElement) ? document.activeElement.dataset.data : undefined;
  messages.set(message.message_id, message);
  if (old) old.replaceWith(node);
  else { node.classList.add("new"); log.append(node); }
  node.querySelectorAll(".fold").forEach((quote, n) => { if (open[n]) quote.querySelector(".unfold").click(); });
  if (focused !== undefined) (node.querySelector(`[data-data="${CSS.escape(focused)}"]`) ?? log).focus();
  arrange();
  if (!known && message.from.is_bot) { settleTyping(); if (!follow) unseen += 1; }
  if (follow) toEnd(!known); else mark();
}

/** Day separators, which messages stand together, and which folded quotations are long enough to unfold. */
function arrange() {
  log.querySelectorAll(".day").forEach((day) => day.remove());
  let before = null;
  for (const message of messages.values()) {
    const node = log.querySelector(`[data-id="${message.message_id}"]`);
    const newDay = !before || dayOf(before.date) !== dayOf(message.date);
    if (newDay) node.before(make("p", { class: "day" }, dayName(message.date)));
    const together = !newDay && before.from.id === message.from.id && message.date - before.date < GROUP_S;
    node.classList.toggle("first", !together);
    node.classList.add("last");
    if (together) log.querySelector(`[data-id="${before.message_id}"]`).classList.remove("last");
    before = message;
  }
  log.querySelectorAll(".fold").forEach((quote) => {
    const inner = quote.querySelector(".inner"), folds = quote.classList.contains("open") || inner.scrollHeight > inner.clientHeight + 1;
    quote.classList.toggle("folds", folds);
    quote.querySelector(".unfold").hidden = !folds;
  });
  const empty = messages.size === 0, begun = form.hidden && !empty;
  $("empty").hidden = $("start").hidden = !empty;
  form.hidden = empty;
  if (begun && matchMedia("(pointer: fine)").matches) field.focus(); // on a phone the keyboard would jump up
}

// ------------------------------------------------------------------ where one reads

let following = true, lastTop = 0;
const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 60;
const stay = () => { if (following) log.scrollTop = log.scrollHeight; };

function toEnd(smooth = false) {
  following = true;
  unseen = 0;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  log.scrollTo({ top: log.scrollHeight, behavior: smooth && !calm ? "smooth" : "auto" });
  mark();
}

/** Only the person's own way up ends the following; on a smooth way down one is not at the end either. */
function onScroll() {
  if (atEnd()) following = true;
  else if (log.scrollTop < lastTop) following = false;
  lastTop = log.scrollTop;
  if (following) unseen = 0;
  mark();
}

function mark() {
  $("newest").hidden = following;
  $("newest").querySelector(".count").hidden = unseen === 0;
  $("newest").querySelector(".count").textContent = String(unseen);
}

// ------------------------------------------------------------------ what the person does

async function say(text) {
  await attempt(post("say", { user: chat.user.id, text }));
}

async function send() {
  const text = field.value.trim();
  if (!text && !file) return;
  const data = new FormData();
  data.set("user", chat.user.id);
  data.set("text", text);
  if (file) data.set("file", file);
  field.value = "";
  attach(null);
  typed();
  try { await post("say", data); } catch (error) { field.value = text; typed(); toast(`Not sent: ${error.message}`); }
}

async function press(id, data) {
  const place = `${id} ${data}`;
  if (loading.has(place)) return;
  setLoading(place, "");
  try {
    const { query } = await post("press", { user: chat.user.id, message_id: id, data });
    if (answered.has(query)) settle(query, answered.get(query), place);
    else setLoading(place, query);
    setTimeout(() => { if (loading.get(place) === query) setLoading(place, null); }, GIVE_UP_MS);
  } catch (error) { setLoading(place, null); throw error; }
}

function setLoading(place, query) {
  if (query === null) loading.delete(place); else loading.set(place, query);
  const [id] = place.split(" ", 1), data = place.slice(id.length + 1);
  const node = log.querySelector(`[data-id="${id}"] [data-data="${CSS.escape(data)}"]`);
  node?.classList.toggle("loading", query !== null);
  if (query !== null) node?.setAttribute("aria-busy", "true"); else node?.removeAttribute("aria-busy");
}

function settle(query, answer, place) {
  const where = place ?? [...loading].find(([, id]) => id === query)?.[0];
  if (where === undefined) { answered.set(query, answer); return; }
  setLoading(where, null);
  if (!answer.text) return;
  if (answer.alert) { $("alert-text").textContent = answer.text; $("alert").showModal(); } else toast(answer.text);
}

function attach(chosen) {
  file = chosen;
  $("attached").hidden = !file;
  $("attached").querySelector(".name").textContent = file ? `${file.name} · ${size(file.size)}` : "";
  $("file").value = "";
  typed();
}

// ------------------------------------------------------------------ the commands

let options = [], chosen = -1;

function suggest(commands) {
  options = commands;
  chosen = -1;
  list.replaceChildren(...commands.map((command, n) => make("li", {
    role: "option", id: `command-${n}`, "aria-selected": "false", onclick: () => run(n),
  }, make("b", {}, `/${command.command}`), make("span", {}, command.description))));
  list.hidden = commands.length === 0;
  for (const node of [field, $("menu")]) node.setAttribute("aria-expanded", String(!list.hidden));
  field.removeAttribute("aria-activedescendant");
}

function choose(n) {
  chosen = (n + options.length) % options.length;
  [...list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === chosen)));
  list.children[chosen].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", `command-${chosen}`);
}

function run(n) {
  const name = `/${options[n].command}`;
  suggest([]);
  field.value = "";
  typed();
  say(name);
  field.focus();
}

function complete() {
  field.value = `/${options[Math.max(chosen, 0)].command} `;
  suggest([]);
  typed();
}

function typed() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
  $("send").disabled = !field.value.trim() && !file;
  $("menu").querySelector("span").hidden = field.value !== "";
  const begun = /^\/([a-z0-9_]*)$/i.exec(field.value);
  suggest(begun ? chat.commands.filter((command) => command.command.startsWith(begun[1].toLowerCase())) : []);
}

function onKey(event) {
  if (event.isComposing) return;
  const open = !list.hidden;
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    choose(event.key === "ArrowDown" ? chosen + 1 : (chosen < 0 ? options.length : chosen) - 1);
  } else if (open && event.key === "Escape") suggest([]);
  else if (open && event.key === "Tab" && !event.shiftKey) complete();
  else if (event.key === "Enter" && !event.shiftKey) { if (open && chosen >= 0) run(chosen); else send(); } else return;
  event.preventDefault();
}

// ------------------------------------------------------------------ people

function people(open) {
  $("people").hidden = !open;
  $("person").setAttribute("aria-expanded", String(open));
  $("people").querySelector("ul").replaceChildren(...chat.users.map((user) => make("li", {}, make("button", {
    type: "button", "aria-current": user.id === chat.user.id ? "true" : null,
    onclick: () => { people(false); location.hash = user.id; },
  }, avatar(user), user.first_name))));
  if (open) $("people").querySelector("[aria-current]")?.focus();
}

async function addUser(event) {
  event.preventDefault();
  const input = event.target.elements.name;
  const user = await post("user", { name: input.value });
  input.value = "";
  people(false);
  location.hash = user.id;
}

// ------------------------------------------------------------------ what comes from the preview

function typing(action, seconds = 5) {
  clearTimeout(typingTimer);
  $("status").textContent = ACTIONS[action] ?? "typing";
  $("status").classList.add("busy");
  typingTimer = setTimeout(settleTyping, seconds * 1000);
}

function settleTyping() {
  clearTimeout(typingTimer);
  $("status").textContent = "bot";
  $("status").classList.remove("busy");
}

const CHANGES = {
  message: (change) => show(change.message),
  deleted: (change) => {
    document.querySelector(`[data-id="${change.message_id}"]`)?.remove();
    messages.delete(change.message_id);
    arrange();
  },
  answer: (change) => settle(change.query, change.answer),
  typing: (change) => typing(change.action),
  users: () => look(),
  commands: () => look(),
};

const wanted = () => /^#(\d+)$/.exec(location.hash)?.[1] ?? "";
const fetchChat = async () => (await fetch(`/preview/chat?user=${wanted()}`)).json();

/** Refreshes who there is and the menu, without touching the messages. */
async function look() {
  const { users, commands } = await fetchChat();
  Object.assign(chat, { users, commands });
  if (!$("people").hidden) people(true);
  typed();
}

function render() {
  const { title, user } = chat;
  document.title = `${title} (preview)`;
  $("title").textContent = title;
  for (const node of document.querySelectorAll(".avatar.bot")) node.textContent = [...title][0];
  $("empty").querySelector("h2").textContent = title;
  $("person").querySelector(".avatar").replaceWith(avatar(user));
  $("person").querySelector(".name").textContent = user.first_name;
  $("person").setAttribute("aria-label", `Chatting as ${user.first_name}. Change the person`);
  messages = new Map(chat.messages.map((message) => [message.message_id, message]));
  loading = new Map(chat.loading.map((press) => [`${press.message_id} ${press.data}`, press.query]));
  log.replaceChildren(...chat.messages.map(row));
  arrange();
  settleTyping();
  if (chat.typing) typing("typing", chat.typing);
  typed();
  toEnd();
}

/** Follows the chat named in the address; after a break everything is read anew, changes meanwhile wait in `early`. */
function follow() {
  source?.close();
  source = new EventSource(`/preview/events?user=${wanted()}`);
  const mine = source;
  source.addEventListener("open", async () => {
    early = [];
    const fresh = await fetchChat();
    if (mine !== source) return;
    if (wanted() && wanted() !== String(fresh.user.id)) { location.hash = fresh.user.id; return; }
    chat = fresh;
    render();
    const waiting = early;
    early = null;
    waiting.forEach(apply);
  });
  source.addEventListener("message", (event) => (early ? early.push(JSON.parse(event.data)) : apply(JSON.parse(event.data))));
  source.addEventListener("error", () => { $("status").textContent = "waiting for the preview"; });
}

function apply(change) {
  CHANGES[change.kind]?.(change);
}

// ------------------------------------------------------------------ all the wires

log.addEventListener("scroll", onScroll);
new ResizeObserver(stay).observe(log);
form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
field.addEventListener("input", typed);
field.addEventListener("keydown", onKey);
$("start").addEventListener("click", () => say("/start"));
$("newest").addEventListener("click", () => toEnd(true));
$("menu").addEventListener("click", () => { suggest(list.hidden ? chat.commands : []); field.focus(); });
$("attach").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => { if ($("file").files[0]) attach($("file").files[0]); field.focus(); });
$("attached").querySelector("button").addEventListener("click", () => attach(null));
$("person").addEventListener("click", () => people($("people").hidden));
$("add-user").addEventListener("submit", (event) => attempt(addUser(event)));
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !$("people").hidden) { people(false); $("person").focus(); } });
document.addEventListener("click", (event) => { if (!event.target.closest("#people, #person")) people(false); });
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files[0]) attach(event.dataTransfer.files[0]); });
addEventListener("hashchange", follow);
follow();
