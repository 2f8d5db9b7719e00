"""Methods that put something into a chat."""

from __future__ import annotations

from bot.demo.entities import format_text, read_caption, read_text
from bot.demo.ephemeral import add_ephemeral, find_receiver
from bot.demo.keyboard import check_markup
from bot.demo.markup import count_units
from bot.demo.model import Chat, Json, Upload
from bot.demo.parameters import Parameters
from bot.demo.refusal import bad_request
from bot.demo.world import World

_ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice record_audio"
    " upload_audio upload_document choose_sticker find_location pick_up_location"
    " record_video_note upload_video_note cancel"
)


def send_message(world: World, call: Parameters) -> Json:
    """Send a text; answer with the message."""
    call.refuse_uncarried()
    text, entities = read_text(call)
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    options = call.decoded("link_preview_options", "link preview options")
    if isinstance(options, dict) and options:
        content["link_preview_options"] = options
    return _deliver(world, call, content, "text messages")


def send_photo(world: World, call: Parameters) -> Json:
    """Send an uploaded picture, or one by its file_id; answer with the message."""
    upload = _read_file(world, call, "photo")
    content = {"photo": world.shelf.add_photo(upload)}
    return _deliver(world, call, content | _read_caption(call), "photos")


def send_document(world: World, call: Parameters) -> Json:
    """Send an uploaded file, or one by its file_id; answer with the message."""
    upload = _read_file(world, call, "document")
    content = {"document": world.shelf.add_document(upload)}
    return _deliver(world, call, content | _read_caption(call), "documents")


def send_chat_action(world: World, call: Parameters) -> bool:
    """Show an action, such as typing, in a chat."""
    chat = world.find_chat(call.text("chat_id"))
    action = call.text("action").lower()
    if action not in _ACTIONS.split():
        raise bad_request("wrong parameter action in request")
    world.check_writable(chat, "text messages")
    _read_thread(chat, call)
    world.tell("action", chat, action=action)
    return True


def _deliver(world: World, call: Parameters, content: Json, what: str) -> Json:
    chat = world.find_chat(call.text("chat_id"))
    markup = check_markup(call.decoded("reply_markup", "reply keyboard markup"), chat.is_private)
    world.check_writable(chat, what)
    thread = _read_thread(chat, call)
    receiver = find_receiver(world, chat, call)
    reply_to, quote = _read_reply(chat, call)
    world.pace.take(chat)
    content = content | (thread or find_thread(chat, reply_to)) | quote
    if markup:
        content["reply_markup"] = markup
    if receiver is not None:
        post = add_ephemeral(world, chat, world.bot, receiver, content, reply_to)
        return world.render(chat, post)
    post = world.add_post(chat, {"from": world.bot}, content, reply_to)
    message = world.render(chat, post)
    world.tell("sent", chat, message=message)
    return message


def _read_thread(chat: Chat, call: Parameters) -> Json:
    thread = call.integer("message_thread_id")
    if not thread:
        return {}
    if not chat.is_topic(thread):
        raise bad_request("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def find_thread(chat: Chat, reply_to: int | None) -> Json:
    """Return the topic of the message replied to, in which a reply lands by itself."""
    replied = chat.find_post(reply_to)
    fields = replied.fields if replied and "is_topic_message" in replied.fields else {}
    return {name: fields[name] for name in ("message_thread_id", "is_topic_message") if fields}


def _read_reply(chat: Chat, call: Parameters) -> tuple[int | None, Json]:
    """Return the id of the message replied to and the quote, where there are any."""
    given = call.decoded("reply_parameters", "reply parameters")
    if given is None:
        given = {
            "message_id": call.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.flag("allow_sending_without_reply"),
        }
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    _check_same_chat(chat, given)
    message_id = _read_id(given.get("message_id") or 0)
    replied = chat.find_post(message_id)
    if replied is not None:
        return message_id, _read_quote(replied.fields, given)
    if message_id and not given.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return call.integer("message_thread_id") or None, {}


def _read_id(value: object) -> int:
    if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()):
        return int(value)
    raise bad_request('can\'t parse reply parameters: field "message_id" must be a valid Number')


def _check_same_chat(chat: Chat, given: Json) -> None:
    if str(given.get("chat_id") or chat.id) != str(chat.id):
        raise bad_request("this server does not carry replies to another chat")


def _read_quote(replied: Json, given: Json) -> Json:
    if not given.get("quote"):
        return {}
    entities = given.get("quote_entities")
    text, _ = format_text(str(given["quote"]), str(given.get("quote_parse_mode") or ""), entities)
    quote = find_quote(replied, text)
    if quote is None:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"quote": quote}


def find_quote(replied: Json, text: str) -> Json | None:
    """Return Telegram's TextQuote, None when the words are not in the message."""
    whole = replied.get("text") or replied.get("caption") or ""
    at = whole.find(text)
    if at < 0 or not text or count_units(text) > 1024:
        return None
    return {"text": text, "position": count_units(whole[:at]), "is_manual": True}


def _read_caption(call: Parameters) -> Json:
    call.refuse_uncarried()
    caption, entities = read_caption(call)
    content: Json = {"caption": caption} if caption else {}
    return content | ({"caption_entities": entities} if entities else {})


def _read_file(world: World, call: Parameters, name: str) -> Upload:
    upload = call.find_upload(name)
    if upload is not None:
        if not upload.size:
            raise bad_request("file must be non-empty")
        return upload
    reference = call.text(name)
    if not reference or reference.startswith("attach://"):
        raise bad_request(f"there is no {name} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.shelf.find(reference)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it")
    return stored.upload
