from io import BytesIO

import aiohttp
import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from playground import people
from playground.files import image_size
from playground.records import Chat
from playground.server import Playground
from playground.world import World
from tests.playground.conftest import ANN, Png, Raw


async def test_a_photo_comes_back_in_sizes_and_can_be_sent_again(bot: Bot, world: World, png: Png) -> None:
    people.start(world, ANN)
    sent = await bot.send_photo(ANN, png(1000, 500), caption="<b>chart</b>", parse_mode="HTML")
    assert [(p.width, p.height) for p in sent.photo] == [(90, 45), (320, 160), (800, 400), (1000, 500)]
    assert sent.caption == "chart"
    assert sent.caption_entities[0].type == "bold"
    again = await bot.send_photo(ANN, sent.photo[-1].file_id)
    assert again.photo == sent.photo


async def test_every_kind_is_uploaded_and_downloaded(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    data = b"some bytes"
    document = await bot.send_document(ANN, data, filename="报告.pdf", caption="report")
    assert document.document is not None
    assert (document.document.file_name, document.document.mime_type) == ("报告.pdf", "application/pdf")
    file = await document.document.get_file()
    assert bytes(await file.download_as_bytearray()) == data
    voice = await bot.send_voice(ANN, data, duration=7)
    assert voice.voice is not None
    video = await bot.send_video(ANN, data, width=640, height=360, duration=3)
    assert video.video is not None
    assert (video.video.width, video.video.height) == (640, 360)
    audio = await bot.send_audio(ANN, data, title="Alarm", performer="Pump")
    assert audio.audio is not None
    assert audio.audio.title == "Alarm"


async def test_an_album_is_several_messages_with_one_group(bot: Bot, world: World, png: Png) -> None:
    people.start(world, ANN)
    media = [InputMediaPhoto(png(), caption="first"), InputMediaPhoto(png(), has_spoiler=True)]
    sent = await bot.send_media_group(ANN, media)
    assert len({m.media_group_id for m in sent}) == 1
    assert [m.caption for m in sent] == ["first", None]
    assert [m.message_id for m in sent] == [2, 3]
    assert world.chats[ANN].messages[3].content["has_media_spoiler"]


async def test_albums_are_refused_in_the_servers_words(world: World, raw: Raw) -> None:
    people.start(world, ANN)
    photo = people.medium(world, "photo", None, size=10)["photo"][-1]["file_id"]
    document = people.medium(world, "document", b"x", name="a.txt")["document"]["file_id"]

    async def refusal(*media: tuple[str, str]) -> str:
        items = [{"type": kind, "media": value} for kind, value in media]
        return await raw.refused("sendMediaGroup", chat_id=ANN, media=items)

    assert await refusal() == "400 Bad Request: there are no messages to send"
    assert "too many messages to send as an album" in await refusal(*[("photo", photo)] * 11)
    assert "too few" in await refusal(("photo", photo))
    assert "document can't be mixed with other media types" in await refusal(
        ("photo", photo), ("document", document)
    )
    assert "media not found" in await refusal(("photo", photo), ("photo", "attach://nothing"))
    assert "can't parse InputMedia" in await refusal(("sticker", photo), ("photo", photo))


async def test_pictures_must_be_pictures(bot: Bot, world: World, png: Png) -> None:
    people.start(world, ANN)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ANN, b"not a picture")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(ANN, png(9000, 9000))
    with pytest.raises(BadRequest, match="too big for a photo"):
        await bot.send_photo(ANN, png() + bytes(10 * 1024 * 1024))


async def test_file_ids_are_known_and_of_their_kind(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    document = people.medium(world, "document", b"x", name="a.txt")["document"]["file_id"]
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type Document as Photo"):
        await bot.send_photo(ANN, document)
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_document(ANN, "AgACnonsense")
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await bot.send_document(ANN, "https://example.invalid/x")
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(ANN, b"", filename="empty")


async def test_too_much_is_refused(bot: Bot, world: World, raw: Raw) -> None:
    people.start(world, ANN)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(ANN, b"x", caption="x" * 1025)
    body = aiohttp.FormData({"chat_id": str(ANN)})
    body.add_field("document", BytesIO(bytes(50 * 1024 * 1024 + 1)), filename="big.bin")
    async with raw.session.post(raw.base + "sendDocument", data=body) as response:
        assert (response.status, (await response.json())["description"]) == (413, "Request Entity Too Large")


async def test_files_above_20_mb_cannot_be_fetched(bot: Bot, world: World, pg: Playground) -> None:
    big = people.send_media(world, ANN, [people.medium(world, "video", None, size=20 * 1024 * 1024 + 1)])
    update = (await bot.get_updates())[-1]
    assert update.message is not None
    assert update.message.video is not None
    assert update.message.video.file_size == 20 * 1024 * 1024 + 1
    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.video.get_file()
    stored = world.files.find(big[0].content["video"]["file_id"])
    async with raw_get(pg, stored.path) as response:
        assert response.status == 404


def raw_get(pg: Playground, path: str):
    return aiohttp.request("GET", f"{pg.file_base}{pg.token}/{path}")


async def test_an_unknown_file_is_refused(bot: Bot, world: World) -> None:
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("AgACnonsense")


async def test_media_and_captions_are_edited(bot: Bot, world: World, png: Png, desk: Chat) -> None:
    sent = await bot.send_photo(desk.id, png(), caption="before")
    edited = await bot.edit_message_caption(desk.id, sent.message_id, caption="after")
    assert edited.caption == "after"  # type: ignore[union-attr]
    media = InputMediaDocument(b"x", filename="a.txt", caption="file")
    replaced = await bot.edit_message_media(media, desk.id, sent.message_id)
    assert replaced.document.file_name == "a.txt"  # type: ignore[union-attr]
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", desk.id, sent.message_id)
    text = await bot.send_message(desk.id, "text")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(desk.id, text.message_id, caption="x")


def test_picture_sizes_are_read_from_the_usual_formats(png: Png) -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04JF\xff\xc0\x00\x11\x08\x01\x02\x03\x04\x03"
    webp = (
        b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + (99).to_bytes(3, "little") + (49).to_bytes(3, "little")
    )
    lossless = (
        b"RIFF\x00\x00\x00\x00WEBPVP8L" + bytes(4) + b"/" + (63 | 31 << 14).to_bytes(4, "little") + bytes(8)
    )
    assert image_size(png(3, 4)) == (3, 4)
    assert image_size(b"GIF89a\x05\x00\x06\x00") == (5, 6)
    assert image_size(jpeg) == (0x304, 0x102)
    assert image_size(webp) == (100, 50)
    assert image_size(lossless) == (64, 32)
    assert image_size(b"nothing") is None
    assert image_size(b"\xff\xd8\xff") is None
