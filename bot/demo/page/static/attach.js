// Pictures and files: chosen, pasted or dropped, looked at once more, sent with a caption.

import { upload } from "./api.js";
import { icon } from "./drawings.js";
import { build } from "./loopback/build.js";
import { openDialog, openMenu, toast } from "./notices.js";
import { state } from "./store.js";
import { bytes, say } from "./words.js";

const byId = (id) => document.getElementById(id);
const MOST_CAPTION = 1024;

/** `place` says where the message goes. */
export function startAttaching(place) {
  byId("attach").addEventListener("click", () => openMenu(byId("attach"), say("composer.attach"), [
    { label: say("composer.photo"), icon: icon("picture"), run: () => byId("photo").click() },
    { label: say("composer.document"), icon: icon("file"), run: () => byId("document").click() },
  ]));
  for (const kind of ["photo", "document"]) {
    byId(kind).addEventListener("change", (event) => {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) preview(file, kind, place);
    });
  }
  byId("text").addEventListener("paste", (event) => take(event, event.clipboardData, place));
  const pane = document.querySelector("main");
  pane.addEventListener("dragover", (event) => event.preventDefault());
  pane.addEventListener("drop", (event) => take(event, event.dataTransfer, place));
}

/** A picture that comes along with copied text is only its portrait: the text is meant. */
function take(event, transfer, place) {
  const [file] = transfer?.files ?? [];
  if (!file || transfer.getData("text/plain")) return;
  event.preventDefault();
  preview(file, /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? "photo" : "document", place);
}

function preview(file, kind, place) {
  if (file.size > state.mostBytes) {
    toast(say("error.too_large", { size: bytes(state.mostBytes) }));
    return;
  }
  const source = kind === "photo" ? URL.createObjectURL(file) : "";
  const shown = source
    ? build("img", { src: source, alt: file.name })
    : build("div", { class: "file" }, build("span", { class: "disc" }, icon("file")), build("span", { class: "about" }, build("strong", {}, file.name), build("small", {}, bytes(file.size))));
  const caption = build("input", { type: "text", maxlength: MOST_CAPTION, placeholder: say("upload.caption"), "aria-label": say("upload.caption"), autofocus: true });
  const run = () => deliver(file, kind, caption.value, place);
  const dialog = openDialog({
    title: say(`upload.title_${kind}`),
    body: [build("h3", {}, say(`upload.title_${kind}`)), shown, caption],
    actions: [{ text: say("upload.cancel") }, { text: say("upload.send"), primary: true, run }],
    kind: "upload",
  });
  caption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    dialog.querySelector(".primary").click();
  });
  dialog.addEventListener("close", () => source && URL.revokeObjectURL(source));
  caption.focus();
}

async function deliver(file, kind, caption, place) {
  toast(say("log.uploading"));
  try {
    await upload({ ...place(), as: kind, caption }, file);
    byId("toasts").replaceChildren();
  } catch (error) {
    toast(say(`error.${error.message}`, { size: bytes(state.mostBytes) }));
  }
  byId("text").focus();
}
