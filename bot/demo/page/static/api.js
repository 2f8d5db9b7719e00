// All traffic of the page, to its own origin only.

let token = "";

export async function loadScene() {
  const answer = await fetch("/api/scene");
  if (!answer.ok) throw new Error(`scene: ${answer.status}`);
  const scene = await answer.json();
  token = scene.token;
  return scene;
}

export async function loadCommands(chat) {
  const answer = await fetch(`/api/commands?chat=${chat}`);
  return answer.ok ? answer.json() : [];
}

/** Does a deed; resolves to its result, rejects with an Error whose message is a sentence's key. */
export async function act(deed, details) {
  return send(deed, JSON.stringify(details), { "Content-Type": "application/json" });
}

export async function upload(details, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(details)) {
    if (value !== undefined && value !== null) form.append(name, value);
  }
  form.append("file", file, file.name);
  return send("upload", form, {});
}

async function send(deed, body, headers) {
  let answer;
  try {
    answer = await fetch(`/api/${deed}`, { method: "POST", body, headers: { ...headers, "X-Page-Token": token } });
  } catch {
    throw new Error("failed");
  }
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(result.error ?? "failed");
  return result;
}

export function fileAddress(id) {
  return `/api/files/${encodeURIComponent(id)}`;
}

/** Tells what happens from now on; `opened` runs each time the line is up (again). */
export function listen({ opened, heard, lost }) {
  const line = new EventSource("/api/stories");
  line.addEventListener("open", opened);
  line.addEventListener("message", (event) => heard(JSON.parse(event.data)));
  line.addEventListener("error", lost);
}
