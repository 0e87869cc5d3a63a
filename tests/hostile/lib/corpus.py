"""Files that nobody should be given: broken, huge, absurd, or something else than their name says.

Every file is made from the clip of the repository, by FFmpeg or byte by byte, and from a seed: the same seed gives the
same files. Kinds are functions that yield (name, maker); a maker writes the file, or a folder, and may fail where
FFmpeg lacks an encoder.
"""

import gzip
import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CLIP = ROOT / "data/clips/bridge_mixed.mp4"
LANDMARKS = ROOT / "tests/data/bridge-side.landmarks.json.gz"
HISTORY = ROOT / "tests/data/sessions-1.db.gz"
RULES = ROOT / "data/exercises/bridge.toml"

H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "28"]


class Missing(Exception):
    """FFmpeg on this machine cannot make it."""


def ffmpeg(*arguments):
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Missing((done.stderr.strip().splitlines() or ["?"])[-1])


class Bench:
    """What the files are made of: short clips in several containers, each made once."""

    def __init__(self, folder: Path, seed: int):
        self.folder, self.seed = folder, seed
        folder.mkdir(parents=True, exist_ok=True)

    def dice(self, name: str) -> random.Random:
        return random.Random(f"{self.seed}/{name}")

    def clip(self, ending: str) -> bytes:
        file = self.folder / f"clip.{ending}"
        if not file.exists():
            codec = {"webm": ["-c:v", "libvpx", "-deadline", "realtime"], "ogv": ["-c:v", "libtheora"]}.get(ending)
            codec = codec or (["-c:v", "mpeg4"] if ending == "avi" else H264)
            ffmpeg("-t", 3, "-i", CLIP, "-vf", "scale=320:240", *codec, "-an", file)
        return file.read_bytes()

    def picture(self, ending: str) -> bytes:
        file = self.folder / f"picture.{ending}"
        if not file.exists():
            ffmpeg("-ss", 4, "-i", CLIP, "-frames:v", 1, "-vf", "scale=320:240", file)
        return file.read_bytes()


def filtered(filters: str, *options, seconds=2):
    """A maker of a clip through a filter."""
    codec = list(options) or H264
    return lambda out: ffmpeg("-t", seconds, "-i", CLIP, "-vf", filters, *codec, "-an", out)


def bytes_of(make):
    return lambda out: out.write_bytes(make())


def flipped(data: bytes, dice: random.Random, count: int, first=0, last=None) -> bytes:
    data = bytearray(data)
    for _ in range(count):
        data[dice.randrange(first, min(last or len(data), len(data)))] ^= 1 << dice.randrange(8)
    return bytes(data)


def truncations(bench):
    for ending in ("mp4", "mkv", "avi", "webm", "mov", "ts"):
        for share in (0.01, 0.1, 0.3, 0.6, 0.9, 0.999):
            data = lambda e=ending, s=share: bench.clip(e)[: int(len(bench.clip(e)) * s)]
            yield f"cut-{share}.{ending}", bytes_of(data)


def bit_flips(bench):
    for ending in ("mp4", "mkv", "avi", "webm", "ts", "ogv"):
        for number, (count, last) in enumerate([(1, 400), (8, 2000), (3, 100), (40, None), (400, None), (5000, None)]):
            name = f"flipped-{number}.{ending}"
            data = lambda e=ending, n=name, c=count, l=last: flipped(bench.clip(e), bench.dice(n), c, 0, l)
            yield name, bytes_of(data)


def boxes(bench):
    """MP4 files with one number of their index changed."""

    def patched(kind: bytes, at: int, value: int, width: str):
        data = bytearray(bench.clip("mp4"))
        place = data.find(kind)
        if place < 0:
            raise Missing(f"the clip has no {kind.decode()}")
        struct.pack_into(width, data, place + at, value)
        return bytes(data)

    for kind in (b"ftyp", b"moov", b"trak", b"mdia", b"stbl", b"stsz", b"stco", b"stts", b"mdat"):
        for value in (0, 1, 7, 0x7FFFFFFF):
            name = f"box-{kind.decode()}-{value:x}.mp4"
            yield name, bytes_of(lambda k=kind, v=value: patched(k, -4, v, ">I"))
    numbers = {
        "mvhd-scale": (b"mvhd", 16), "mvhd-duration": (b"mvhd", 20), "mdhd-scale": (b"mdhd", 16),
        "stts-count": (b"stts", 8), "stts-frames": (b"stts", 12), "stts-step": (b"stts", 16),
        "stsz-count": (b"stsz", 12), "stco-count": (b"stco", 8), "avc1-size": (b"avc1", 28),
        "tkhd-size": (b"tkhd", 80), "elst-media": (b"elst", 16),
    }  # fmt: skip
    for number, (kind, at) in numbers.items():
        for value in (0, 1, 0x7FFFFFFF, 0xFFFFFFFF):
            yield f"{number}-{value:x}.mp4", bytes_of(lambda k=kind, a=at, v=value: patched(k, a, v, ">I"))


def matrices(bench):
    one = 1 << 16
    cases = {
        "mirrored": (-one, 0, 0, one), "upside-down": (one, 0, 0, -one), "transposed": (0, one, one, 0),
        "transversed": (0, -one, -one, 0), "turned": (0, one, -one, 0), "slanted": (46341, 46341, -46341, 46341),
        "nothing": (0, 0, 0, 0), "flat": (one, 0, 0, 0), "huge": (0x7FFFFFFF, 0, 0, 0x7FFFFFFF),
        "least": (-0x80000000, -0x80000000, -0x80000000, -0x80000000), "tiny": (1, 0, 0, 1),
    }  # fmt: skip

    def patched(matrix):
        data = bytearray(bench.clip("mp4"))
        place = data.find(b"tkhd") + 44
        for at, value in zip((0, 4, 12, 16), matrix):
            struct.pack_into(">i", data, place + at, value)
        return bytes(data)

    for name, matrix in cases.items():
        yield f"matrix-{name}.mp4", bytes_of(lambda m=matrix: patched(m))


def sizes(bench):
    for width, height in [(2, 2), (16, 16), (62, 62), (64, 64), (66, 640), (640, 66), (2, 640), (4096, 64), (64, 4096),
                          (16384, 64), (16400, 64), (3840, 2160), (4096, 4096), (7680, 4320), (8192, 8192)]:  # fmt: skip
        filters = f"scale={width}:{height},setsar=1"
        yield f"size-{width}x{height}.mp4", filtered(filters, *H264, seconds=0.2)
    for aspect in ("1/100", "100/1", "10/1", "1/10", "65535/1", "16/15"):
        yield f"aspect-{aspect.replace('/', 'by')}.mp4", filtered(f"scale=640:480,setsar={aspect}", seconds=0.3)
    yield "aspect-wide-and-large.mp4", filtered("scale=8192:4096,setsar=10/1", *H264, seconds=0.2)
    # Pictures that grow in the middle.
    def growing(out):
        parts = []
        for side in (240, 960, 2160):
            part = bench.folder / f"part-{side}.ts"
            ffmpeg("-t", 0.5, "-i", CLIP, "-vf", f"scale={side * 4 // 3}:{side}", *H264, "-an", part)
            parts.append(part.read_bytes())
        out.write_bytes(b"".join(parts))
    yield "growing.ts", growing


def rates(bench):
    for rate in ("1/1000", "1/10", "1", "5", "240", "1000", "30000/1001"):
        yield f"rate-{rate.replace('/', 'by')}.mp4", filtered(f"scale=320:240,setpts=N/({rate})/TB", "-r", rate, *H264, seconds=1)
    stamps = {
        "gap-of-an-hour": "PTS+gte(N\\,10)*3600/TB", "gap-of-years": "PTS+gte(N\\,10)*100000000/TB",
        "late-start": "PTS+1000000/TB", "standing": "if(lt(N\\,10)\\,PTS\\,10)", "slow-motion": "8*PTS", "fast": "PTS/30",
        "uneven": "PTS+random(0)*0.06/TB",
    }  # fmt: skip
    for name, stamp in stamps.items():
        for ending in ("mp4", "mkv"):
            options = ["-fps_mode", "passthrough", *H264]
            yield f"times-{name}.{ending}", filtered(f"scale=320:240,setpts='{stamp}'", *options)
    yield "holes.mp4", filtered("scale=320:240,select='not(between(n,10,20))'", "-fps_mode", "vfr", *H264)
    yield "one-frame.mp4", filtered("scale=320:240", "-frames:v", "1", *H264)
    yield "two-tracks.mkv", lambda out: ffmpeg("-t", 1, "-i", CLIP, "-map", 0, "-map", 0, *H264, "-an", out)
    yield "standing-still.mp4", filtered("scale=320:240,tpad=stop_mode=clone:stop_duration=4")


def codecs(bench):
    for codec, ending in [
        ("mpeg1video", "mpg"), ("mpeg2video", "mpg"), ("mpeg4", "mp4"), ("msmpeg4", "avi"), ("wmv1", "wmv"),
        ("wmv2", "asf"), ("h263p", "3gp"), ("flv", "flv"), ("mjpeg", "avi"), ("mjpeg", "mov"), ("ffv1", "mkv"),
        ("huffyuv", "avi"), ("ffvhuff", "mkv"), ("utvideo", "avi"), ("qtrle", "mov"), ("png", "mov"), ("gif", "gif"),
        ("apng", "apng"), ("libwebp_anim", "webp"), ("libx265", "mp4"), ("libvpx", "webm"), ("libvpx-vp9", "webm"),
        ("libaom-av1", "mkv"), ("libsvtav1", "mp4"), ("libtheora", "ogv"), ("prores", "mov"), ("rawvideo", "avi"),
        ("rawvideo", "nut"), ("cinepak", "avi"), ("svq1", "mov"), ("jpeg2000", "mkv"), ("snow", "avi"), ("zmbv", "avi"),
        ("tiff", "mkv"), ("libx264", "h264"), ("libx264", "flv"), ("libx264", "m2ts"), ("rawvideo", "y4m"),
    ]:  # fmt: skip
        extra = ["-cpu-used", "8"] if codec == "libaom-av1" else []
        options = ["-c:v", codec, *extra] if ending != "y4m" else ["-pix_fmt", "yuv420p"]
        strict = ["-strict", "-2"]
        scale = "scale=352:288" if codec in ("h263p", "mpeg1video") else "scale=320:240"
        yield f"codec-{codec}.{ending}", filtered(scale, *options, *strict, seconds=0.6)
    for pixels in ("yuv444p", "yuv422p10le", "yuv420p10le", "gray", "yuvj420p", "gbrp"):
        yield f"pixels-{pixels}.mkv", filtered("scale=320:240", "-pix_fmt", pixels, *H264, seconds=0.6)
    yield "fragmented.mp4", filtered("scale=320:240", *H264, "-movflags", "frag_keyframe+empty_moov", seconds=1)
    yield "interlaced.mp4", filtered("scale=320:240", *H264, "-flags", "+ilme+ildct", seconds=1)


def no_videos(bench):
    texts = {
        "empty.mp4": b"", "zeros.mp4": bytes(100_000), "text.mp4": b"this is no video\n" * 100,
        "playlist.m3u8": b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n",
        "list.ffconcat": b"ffconcat version 1.0\nfile /etc/passwd\n", "page.sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
        "page.html": b"<html><video src='http://127.0.0.1:1/x.mp4'></html>", "program.mp4": b"\x7fELF" + bytes(200),
        "archive.mp4": b"PK\x03\x04" + bytes(200), "list.mpd": b"<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'/>",
        "matroska-head.mkv": bytes.fromhex("1a45dfa3a3"), "riff-head.avi": b"RIFF\xff\xff\xff\xffAVI LIST",
    }  # fmt: skip
    for name, text in texts.items():
        yield name, bytes_of(lambda t=text: t)
    for number in range(10):
        name = f"noise-{number}.{('mp4', 'mkv', 'avi', 'ts', 'bin')[number % 5]}"
        start = (b"\0\0\0\x18ftypisom", bytes.fromhex("1a45dfa3"), b"RIFF", b"\x47", b"")[number % 5]
        yield name, bytes_of(lambda n=name, s=start: s + bench.dice(n).randbytes(50_000))
    yield "sound.mp4", lambda out: ffmpeg("-f", "lavfi", "-i", "sine=duration=1", out)
    yield "sound.wav", lambda out: ffmpeg("-f", "lavfi", "-i", "sine=duration=1", out)

    def sparse(out):
        with out.open("wb") as file:
            file.truncate(3 << 30)

    for ending in ("mp4", "mkv", "json", "png", "toml"):
        yield f"sparse.{ending}", sparse


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: int) -> bytes:
    """A PNG that states a size and has so many rows of one grey."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 + width)) for _ in range(rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pictures(bench):
    for width, height, rows in [(1, 1, 1), (63, 63, 63), (32000, 32000, 200), (8000, 8000, 8000), (8001, 8001, 8001),
                                (65535, 4, 4), (4, 65535, 4), (0, 0, 0), (640, 480, 3), (2**31 - 1, 1, 1)]:  # fmt: skip
        yield f"size-{width}x{height}.png", bytes_of(lambda w=width, h=height, r=rows: png(w, h, r))
    for ending in ("png", "jpg", "bmp", "webp"):
        for share in (0.02, 0.5, 0.98):
            data = lambda e=ending, s=share: bench.picture(e)[: int(len(bench.picture(e)) * s)]
            yield f"cut-{share}.{ending}", bytes_of(data)
        for number, count in enumerate((1, 20, 500)):
            name = f"flipped-{number}.{ending}"
            yield name, bytes_of(lambda e=ending, n=name, c=count: flipped(bench.picture(e), bench.dice(n), c, 0, None))
    yield "other-kind.png", bytes_of(lambda: bench.picture("jpg"))
    yield "negative.bmp", bytes_of(lambda: bench.picture("bmp")[:18] + struct.pack("<ii", -320, -240) + bench.picture("bmp")[26:])

    def folder(out):
        out.mkdir()
        for number in range(6):
            (out / f"p{number}.jpg").write_bytes(bench.picture("jpg"))
        (out / "p3.jpg").write_bytes(b"no picture")
        (out / "p6.png").write_bytes(png(32000, 32000, 100))
        (out / "p7.png").write_bytes(png(200, 900, 900))

    yield "folder-of-pictures", folder
    yield "folder-of-nothing", lambda out: out.mkdir()


def landmark_files(bench):
    whole = lambda: json.loads(gzip.decompress(LANDMARKS.read_bytes()))

    def changed(change):
        def make(out):
            recording = whole()
            change(recording, recording["frames"])
            out.write_text(json.dumps(recording))
        return make

    changes = {
        "no-frames": lambda r, f: r.update(frames=[]),
        "one-frame": lambda r, f: r.update(frames=f[:1]),
        "negative": lambda r, f: f[0].update(time_secs=-1),
        "backwards": lambda r, f: f.reverse(),
        "standing": lambda r, f: [frame.update(time_secs=1) for frame in f],
        "far-future": lambda r, f: f[-1].update(time_secs=1e8),
        "week": lambda r, f: f[-1].update(time_secs=604800),
        "gaps": lambda r, f: [frame.update(time_secs=n * 2000.0) for n, frame in enumerate(f)],
        "tiny-steps": lambda r, f: [frame.update(time_secs=n * 1e-9) for n, frame in enumerate(f)],
        "rate-0": lambda r, f: r.update(fps=0), "rate-tiny": lambda r, f: r.update(fps=1e-308),
        "rate-huge": lambda r, f: r.update(fps=1e300), "width-0": lambda r, f: r.update(width=0),
        "width-huge": lambda r, f: r.update(width=4294967295), "width-text": lambda r, f: r.update(width="wide"),
        "width-negative": lambda r, f: r.update(width=-1), "no-landmarks": lambda r, f: r.update(landmarks=[]),
        "other-landmarks": lambda r, f: r["landmarks"].reverse(), "other-format": lambda r, f: r.update(format="x"),
        "later-version": lambda r, f: r.update(version=2), "few-points": lambda r, f: f[5].update(image=f[5]["image"][:3]),
        "many-points": lambda r, f: f[5].update(image=f[5]["image"] * 1000),
        "far-points": lambda r, f: [frame.update(image=[[1e30, -1e30, 0, 1]] * 33) for frame in f],
        "one-place": lambda r, f: [frame.update(image=[[100, 100, 0, 1]] * 33, world=[[0, 0, 0]] * 33) for frame in f],
        "unseen": lambda r, f: [frame.update(image=[None] * 33) for frame in f],
        "nobody": lambda r, f: [frame.pop("image", None) for frame in f],
        "no-space": lambda r, f: [frame.pop("world", None) for frame in f],
        "long-back": lambda r, f: f[3].update(back=[[0.1] * 1_000_000, 0.5]),
        "long-name": lambda r, f: r.update(source="x" * 1_000_000),
        "escapes": lambda r, f: r.update(source="\x1b]0;x\x07\x1b[2J=1+1"),
        "many-frames": lambda r, f: r.update(frames=[{"time_secs": n / 1000} for n in range(260_000)]),
        "null-model": lambda r, f: r.update(model=None), "extra": lambda r, f: r.update(extra={"deep": [[[[]]]]}),
    }  # fmt: skip
    for name, change in changes.items():
        yield f"{name}.json", changed(change)

    def full(frames: int):
        """As many frames as these, and a body in each."""
        def make(out):
            recording = whole()
            seen = next(frame for frame in recording["frames"] if "image" in frame and "world" in frame)
            body = json.dumps({key: value for key, value in seen.items() if key != "time_secs"})[1:]
            with open(out, "w") as file:
                file.write(json.dumps({**recording, "frames": []})[:-2])
                for number in range(frames):
                    file.write(f'{"," if number else ""}{{"time_secs":{number / 30:.3f},{body}')
                file.write("]}")
        return make

    # Among those that may be judged, and more.
    yield "full-100000.json", full(100_000)
    yield "full-130000.json", full(130_000)
    plain = lambda: gzip.decompress(LANDMARKS.read_bytes())
    for number, count in enumerate((1, 3, 20, 500)):
        name = f"flipped-{number}.json"
        yield name, bytes_of(lambda n=name, c=count: flipped(plain(), bench.dice(n), c))
    for share in (0.001, 0.3, 0.999):
        yield f"cut-{share}.json", bytes_of(lambda s=share: plain()[: int(len(plain()) * s)])
    texts = {"deep.json": b"[" * 200_000, "list.json": b"[]", "word.json": b"NaN", "empty-object.json": b"{}",
             "big-number.json": b'{"format":"holdfast/landmarks","version":1e400}', "bytes.json": bytes(range(256))}  # fmt: skip
    for name, text in texts.items():
        yield name, bytes_of(lambda t=text: t)


def rules_files(bench):
    whole = RULES.read_bytes()
    for share in (0.1, 0.4, 0.7, 0.95):
        yield f"cut-{share}.toml", bytes_of(lambda s=share: whole[: int(len(whole) * s)])
    for number, count in enumerate((1, 2, 5, 20, 100, 1000)):
        name = f"flipped-{number}.toml"
        yield name, bytes_of(lambda n=name, c=count: flipped(whole, bench.dice(n), c))
    text = whole.decode()
    numbers = [part for part in text.replace("\n", " ").split(" ") if part.replace(".", "").replace("-", "").isdigit()]
    for new in ("nan", "inf", "-inf", "1e308", "-1", "0", "99999999999999999999", '"text"', "[]", "true"):
        # Every number but the format's.
        lines = [line if line.startswith("format") else replaced(line, numbers, new) for line in text.split("\n")]
        yield f"numbers-{new.strip(chr(34)).strip('[]') or 'list'}.toml", bytes_of(lambda l=lines: "\n".join(l).encode())
    extra = {
        "deep.toml": "a = " + "[" * 20_000, "deep-tables.toml": "[" + ".".join("a" * 5000) + "]", "long-line.toml": "title = \"" + "x" * 3_000_000 + '"',
        "many-keys.toml": "\n".join(f"k{n} = {n}" for n in range(100_000)), "empty.toml": "", "bidi.toml": text.replace("Bridge", "\u202eegdirB\u2066"),
        "escapes.toml": text.replace("Bridge", "\\u001b]0;x\\u0007\\u001b[2J"), "twice.toml": text + text,
        "many-phases.toml": text + "".join(f'\n[[phase]]\nid = "p{n}"\n' for n in range(3000)), "carriage.toml": text.replace("\n", "\r"),
    }  # fmt: skip
    for name, content in extra.items():
        yield name, bytes_of(lambda c=content: c.encode())
    yield "noise.toml", bytes_of(lambda: bench.dice("noise.toml").randbytes(10_000))
    yield "utf-16.toml", bytes_of(lambda: text.encode("utf-16"))


def in_folder(name: str, fill):
    """A folder with one file of this name."""
    def make(out):
        out.mkdir()
        fill(out / name)
    return make


# What a name in a folder can be besides a file.
ODD = {
    "pipe": os.mkfifo, "device": lambda path: path.symlink_to("/dev/zero"), "loop": lambda path: path.symlink_to(path),
    "folder": Path.mkdir, "sparse": lambda path: open(path, "wb").truncate(2 << 30), "nowhere": lambda path: path.symlink_to("/nowhere"),
}  # fmt: skip
LONG = "x" * 70_000


def rules_folders(bench):
    text = RULES.read_text()
    for name, fill in ODD.items():
        yield f"rules-{name}", in_folder("bridge.toml", fill)
    long = {"title": text.replace('title = "Bridge"', f'title = "{LONG}"'), "phase": text.replace("raised", LONG), "cue": text.replace('cue = "', f'cue = "{LONG} ')}
    for name, content in long.items():
        yield f"rules-long-{name}", in_folder("bridge.toml", lambda path, c=content: path.write_text(c))


def clip_folders(bench):
    def with_truth(name, fill):
        def make(out):
            out.mkdir()
            (out / "a.landmarks.json").write_bytes(gzip.decompress(LANDMARKS.read_bytes()))
            fill(out / name)
        return make

    def packed(frames: int):
        def fill(path):
            with gzip.open(path, "wb", 1) as file:
                file.write(b'{"exercise":"bridge","view":"side","fps":15,"reps":[],"frames":[{}')
                for _ in range(frames // 1_000_000):
                    file.write(b",{}" * 1_000_000)
                file.write(b"]}")
        return fill

    for name, fill in ODD.items():
        yield f"truth-{name}", with_truth("a.truth.json", fill)
    for frames in (1_000_000, 20_000_000, 130_000_000):
        yield f"truth-packed-{frames}", with_truth("a.truth.json.gz", packed(frames))
    truth = {"exercise": "bridge", "view": "side", "fps": 15, "attempts": []}
    for key in ("exercise", "view"):
        text = json.dumps({**truth, key: LONG})
        yield f"truth-long-{key}", with_truth("a.truth.json", lambda path, t=text: path.write_text(t))


def replaced(line: str, numbers, new: str) -> str:
    key, equals, value = line.partition(" = ")
    return key + equals + new if equals and value.strip() in numbers else line


def histories(bench):
    whole = lambda: gzip.decompress(HISTORY.read_bytes())

    def database(data):
        return in_folder("sessions.db", lambda path: path.write_bytes(data()))

    for number, (count, first) in enumerate([(1, 0), (5, 0), (50, 0), (1, 100), (20, 100), (500, 100), (5000, 100)]):
        name = f"history-flipped-{number}"
        data = lambda n=name, c=count, f=first: flipped(whole(), bench.dice(n), c, f, None if f else 100)
        yield name, database(data)
    for share in (0.01, 0.5, 0.99):
        yield f"history-cut-{share}", database(lambda s=share: whole()[: int(len(whole()) * s)])
    yield "history-empty", database(lambda: b"")
    yield "history-noise", database(lambda: bench.dice("history").randbytes(40_000))

    def edited(statement, *values):
        def fill(file):
            file.write_bytes(whole())
            database = sqlite3.connect(file, isolation_level=None)
            database.execute("PRAGMA foreign_keys = OFF")
            database.execute("PRAGMA ignore_check_constraints = ON")
            if values:
                database.execute(statement, values)
            else:
                database.executescript(statement)
            database.close()
        return in_folder("sessions.db", fill)

    without_end = "CREATE VIEW {} AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x AS {} FROM r"
    planted = {
        "view-session": "ALTER TABLE session RENAME TO other;" + without_end.format("session", "id"),
        "view-pause": "DROP TABLE pause;" + without_end.format("pause", "session_id"),
        "trigger": "CREATE TRIGGER planted AFTER INSERT ON session BEGIN DELETE FROM session; END",
        "no-table": "DROP TABLE excursion", "long-title": f"UPDATE rules SET title = '{LONG}'",
        "no-text": "UPDATE session SET note = cast(x'ff' AS TEXT)", "negative-count": "UPDATE exercise_set SET repetitions = -1",
    }  # fmt: skip
    for name, statements in planted.items():
        yield f"history-{name}", edited(statements)

    bomb = zlib.compress(bytes(300_000_000), 9)
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw_bomb = raw.compress(bytes(300_000_000)) + raw.flush()
    tables = [row for row in columns_of(whole(), bench.folder / "look.db")]
    for table, column, kind in tables:
        if kind == "BLOB":
            for name, value in (("bomb", bomb), ("raw-bomb", raw_bomb), ("empty", b""), ("noise", b"\xff" * 500)):
                yield f"history-{table}-{column}-{name}", edited(f'UPDATE "{table}" SET "{column}" = ?', value)
        elif kind in ("INTEGER", "REAL"):
            for name, value in (("huge", 9 * 10**18), ("negative", -(9 * 10**18))):
                yield f"history-{table}-{column}-{name}", edited(f'UPDATE OR IGNORE "{table}" SET "{column}" = ?', value)


def columns_of(data: bytes, file: Path):
    file.write_bytes(data)
    database = sqlite3.connect(file)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found = [(table, column, kind) for table in tables for (_, column, kind, *_) in database.execute(f'PRAGMA table_info("{table}")')]
    database.close()
    return found


# Every kind, with the commands that it is given to; FILE stands for the file.
JUDGE = [["check", "FILE", "--exercise", "bridge", "--model", "lite", "--format", "json", "--save"]]
KINDS = {
    "truncations": (truncations, JUDGE), "bit-flips": (bit_flips, JUDGE), "boxes": (boxes, JUDGE), "matrices": (matrices, JUDGE),
    "sizes": (sizes, JUDGE), "rates": (rates, JUDGE), "codecs": (codecs, JUDGE), "no-videos": (no_videos, JUDGE),
    "pictures": (pictures, JUDGE), "landmarks": (landmark_files, JUDGE), "rules": (rules_files, [["exercises", "check", "FILE"]]),
    "rules-folders": (rules_folders, [["exercises", "list", "--rules", "FILE"], ["exercises", "show", "bridge", "--rules", "FILE"]]),
    "clip-folders": (clip_folders, [["evaluate", "FILE"]]),
    "histories": (histories, [["sessions", "list"], ["sessions", "show", "last"], ["sessions", "trends"]]),
}  # fmt: skip


def make(maker, out: Path):
    """Makes one file; true where it could be made."""
    try:
        maker(out)
        return out.exists()
    except Missing:
        if out.is_dir():
            shutil.rmtree(out)
        else:
            out.unlink(missing_ok=True)
        return False
