#!/usr/bin/env python3
"""Checks books and evidence of Svod with nothing but Python's standard library.
Recomputes from the files alone, by event_log.md and read_tables.md: chain, events, streams, imports, checkpoints, payloads' and tables'
hashes; of evidence (a ZIP) the path from its events to a checkpoint. Prints a line for each thing checked and each fault; exits with 0 or 1."""
import argparse, datetime, decimal, glob, hashlib, json, os, re, sqlite3, struct, sys, zipfile
ZERO, KEYS = bytes(32).hex(), ["id", "version", "position", "clock", "state"]
HERE = os.path.dirname(os.path.abspath(__file__)) + "/../"
PUBLISHED = open(HERE + "read_tables.sql", encoding="utf-8").read()
TYPES = [json.load(open(path, encoding="utf-8")) for path in glob.glob(glob.escape(HERE) + "events/*.json")]
BAD = (OSError, zipfile.BadZipFile, KeyError, IndexError, ValueError, TypeError, OverflowError, AttributeError, struct.error, sqlite3.Error)
sha = lambda *parts: hashlib.sha256(b"".join(parts)).hexdigest()
term = lambda row: int(sha(" ".join(map(str, row)).encode()), 16)
shape = lambda fields: [(one["number"], one["name"], one["type"], shape(one.get("item", one.get("fields", [])))) for one in fields]
unzigzag = lambda value: value >> 1 ^ -(value & 1)
def must(is_so, text, result=None):
    if not is_so:
        raise ValueError(text)
    return result
def lz4_block(data, size):
    """Decompresses one LZ4 block to exactly `size` bytes."""
    must(0 < size <= min(16 << 20, len(data) * 255 + 64), "it claims to hold %d bytes" % size)
    out, at = bytearray(), 0
    def length(count):
        nonlocal at
        start = at
        while count == 15 and (at == start or data[at - 1] == 255):
            at += 1
        return count + sum(data[start:at])
    while True:
        token, at = data[at], at + 1
        count = length(token >> 4)
        out += data[at : at + count]
        at += count
        if at >= len(data):
            break
        back, at = data[at] | data[at + 1] << 8, at + 2
        count = length(token & 15) + 4
        must(0 < back <= len(out) and len(out) + count <= size, "it points outside itself")
        out += (bytes(out[-back:]) * (count // back + 1))[:count]
    return must(at == len(data) and len(out) == size, "it does not decompress to %d bytes" % size, bytes(out))
class Reader:
    """Reads the numbers and texts of a block's body or of a record."""
    def __init__(self, data):
        self.data, self.at = data, 0
    def take(self, count):
        self.at += count
        return self.data[self.at - count : self.at] if self.at <= len(self.data) else self.end(None)
    def varint(self):
        value = 0
        for shift in range(0, 64, 7):
            value |= ((byte := self.take(1)[0]) & 0x7F) << shift
            if byte < 0x80:
                return value & (1 << 64) - 1
        raise ValueError("it has a number over 64 bits")
    signed = lambda self: unzigzag(self.varint())
    text = lambda self: self.take(self.varint())
    instant = lambda self: (lambda value: unzigzag(value >> 1) * (1 if value & 1 else 1000000))(self.varint())
    def decimal(self):
        value = self.varint()
        units = unzigzag(value >> 2) * (10000, 100, 1, 0)[value & 3]
        return decimal.Decimal(struct.unpack("<q", self.take(8))[0] if value & 3 == 3 else units).scaleb(-4)
    rest = lambda self: self.take(len(self.data) - self.at)
    records = lambda self, fields: self.end([record(self.text(), fields) for _ in range(self.varint())])
    end = lambda self, result: must(self.at == len(self.data), "it ends too early or too late", result)
def digits_apart(body, size):
    """A body whose long runs of hexadecimal digits lie behind the rest, two digits a byte."""
    parts = Reader(body)
    packed, digits = Reader(lz4_block(size=parts.varint(), data=parts.text())), Reader(parts.rest().hex().encode())
    runs = [(packed.varint(), packed.varint()) for _ in range(packed.varint())]
    raw = b"".join([packed.take(gap) + digits.take(2 * pairs) for gap, pairs in runs]) + packed.rest()
    return must(len(raw) == size, "it does not make %d bytes" % size, digits.end(raw))
def versions_of(pages):
    last = None, b""
    for source, first, page in pages:
        reader, name, position, clock = Reader(page), b"", 0, 0
        while not reader.at or reader.at < len(page):
            is_next, place, before, shared = source == last[0], reader.at, name, reader.varint()
            name = before[:shared] + reader.text()
            must(shared <= len(before) and (place or first == name * is_next) and last[1] * is_next < name, "its pages are out of order")
            last = source, name
            for version in range(1, reader.varint() + 1):
                position, clock = position + reader.signed(), clock + reader.instant()
                yield source, name.decode(), version, position, clock, struct.unpack(">q", reader.take(8))[0]
moment = lambda value: (datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=value)).isoformat(
    timespec="microseconds").rstrip("0").rstrip(".") + "Z"
VALUES = {"integer": lambda reader, _: reader.signed(), "decimal": lambda reader, _: reader.decimal(),
          "text": lambda reader, _: reader.text().decode(), "flag": lambda reader, _: reader.take(1) != b"\0",
          "day": lambda reader, _: str(datetime.date(1970, 1, 1) + datetime.timedelta(days=reader.signed())),
          "instant": lambda reader, _: moment(reader.instant()),
          "list": lambda reader, field: Reader(reader.text()).records(field["item"])}
def record(data, fields):
    """The values of a record by name, as they are in JSON."""
    reader = Reader(data)
    bits = int.from_bytes(reader.take((len(fields) + 7) // 8), "little")
    return reader.end({one["name"]: VALUES[one["type"]](reader, one) for one in fields if bits >> one["number"] - 1 & 1})
def events_of(raw, first, count, schemas):
    """The events of a block, each a dictionary."""
    reader, clock, end, events = Reader(raw), 0, 0, []
    must(reader.take(1) == b"\1", "it has another format")
    types, sources = [[reader.text().decode() for _ in range(reader.varint())] for _ in range(2)]
    for position in range(first, first + count):
        tag, source, name = types[reader.varint()], sources[reader.varint()], reader.text().decode()
        version, clock, _, offset = reader.varint(), clock + reader.instant(), reader.take(1), end + reader.signed()
        end, body = offset + reader.varint(), reader.text()
        state = struct.unpack(">q", bytes.fromhex(sha(tag.encode(), b"\0", body))[:8])[0] or 1
        events.append({"position": position, "type": tag, "source": source, "id": name, "version": version,
                       "clock": clock, "offset": offset, "length": end - offset,
                       "state": 0 if ".withdrawn@" in tag else state, "body": record(body, schemas[tag])})
    return reader.end(events)
def cell(value):
    """A cell in the form that is hashed."""
    if value is None or isinstance(value, int):
        return b"N" if value is None else b"I" + struct.pack(">q", value)
    data = (value.hex() if isinstance(value, bytes) else value).encode()
    return b"T" + struct.pack(">I", len(data)) + data
varint = lambda value, more=0: (varint(value >> 7, 128) if value > 127 else b"") + bytes([value & 127 | more])
def serial(value):
    """Serial type and body of a value in SQLite's record format."""
    if isinstance(value, str):
        return varint(13 + 2 * len(value.encode())), value.encode()
    if value in (None, 0, 1):
        return bytes([0 if value is None else 8 + value]), b""
    size = next(size for size in (1, 2, 3, 4, 6, 8) if (value ^ value >> 63).bit_length() < 8 * size)
    return bytes([size - (size > 4) - (size > 6)]), value.to_bytes(size, "big", signed=True)
headed = lambda types, bodies: varint(len(types) + (1 if len(types) < 127 else 2)) + types + bodies
stored = lambda row: headed(*map(b"".join, zip(*map(serial, row))))
class Check:
    def __init__(self, path):
        self.path, self.faults, self.position, self.lines, self.taken, self.balance = path, 0, 0, [], {}, 0
        self.ends, self.times, self.imports, self.tables = {0: ZERO}, {0: 0}, {0: ZERO}, {}
    def fault(self, place, text):
        self.faults += 1
        print("FAULT %s: %s" % (place, text))
    def attempt(self, place, step, *words):
        try:
            step(*words)
        except BAD as error:
            self.fault(place, "it cannot be read: %s" % error)
    def run(self, copy):
        steps = [("log.sqlite", self.check_log), ("log.sqlite streams", self.check_streams),
                 ("checkpoints", self.check_checkpoints), ("payloads.sqlite", self.check_payloads), ("read", self.check_tables)]
        steps += [(copy, lambda: self.check_checkpoints(copy))] if copy else []
        for place, step in [("evidence", lambda: self.check_evidence(copy))] if os.path.isfile(self.path) else steps:
            self.attempt(place, step)
        print("%s: %d faults" % (self.path, self.faults))
        return self.faults
    def open(self, name):
        path = os.path.realpath(os.path.join(self.path, name)).replace("%", "%25").replace("?", "%3f")
        base = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
        for (text,) in base.execute("SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"):
            self.fault(name, text)
        return base
    def check_log(self):
        self.log = log = self.open("log.sqlite")
        self.is_old = log.execute("PRAGMA user_version").fetchone() == (1,)
        schemas = {tag: json.loads(text) for tag, text in log.execute("SELECT tag, fields FROM event_schemas")}
        sources = {name: number for number, name in log.execute("SELECT id, name FROM sources")}
        self.payloads, self.erased, runs, seen, clock, chain = set(), {}, {}, [set(), set()], 0, ZERO
        columns = "event_count recorded_at import_id payload types codec raw_size"
        header = "svod block 1\n" + "".join("%s %%s\n" % name for name in ["first_position", *columns.split()])
        columns = columns.replace("payload", "lower(hex(payload))").replace(" ", ", ")
        for (first,) in log.execute("SELECT first_position FROM blocks ORDER BY first_position").fetchall():
            place = "log.sqlite position %d" % first
            try:
                *row, digest, body = log.execute("SELECT %s, hash, body FROM blocks WHERE first_position = ?" % columns, (first,)).fetchone()
                if first != self.position + 1 or row[1] < clock:
                    self.fault("log.sqlite position %d" % (self.position + 1), "the block at %d follows" % first)
                before, self.position, clock = self.ends.get(first - 1, ZERO), first + row[0] - 1, row[1]
                self.ends[self.position], self.times[self.position] = digest.hex(), clock
                runs.setdefault((row[2], clock), [first, 0, row[3]])[1] = self.position
                self.payloads |= {row[3]} - {""}
                raw = {1: lz4_block, 2: digits_apart}[row[5]](body, row[6])
                if sha(bytes.fromhex(before), (header % (first, *row)).encode(), raw) != digest.hex():
                    self.fault(place, "the bytes do not give the hash")
                for event in events_of(raw, first, row[0], schemas):
                    seen[0].add(event["type"]), seen[1].add(name := event["source"])
                    self.balance += term([sources.get(name), *map(event.get, KEYS)]) + (event["type"] not in row[4].split())
                    self.erased.update({event["id"]: clock} if name == "book/archive.payloads" else {})
            except BAD as error:
                self.fault(place, "the block cannot be read: %s" % error)
        if seen != [{*schemas}, {*sources}] or any(
                shape(schemas.get("%(event)s@%(version)d" % one, one["fields"])) != shape(one["fields"]) for one in TYPES):
            self.fault("log.sqlite", "sources or event_schemas are not those of the events")
        for row in log.execute("SELECT * FROM imports ORDER BY id"):
            chain = self.imports[row[0]] = sha(bytes.fromhex(chain), *map(cell, row))
            self.taken[row[1].hex()] = row[2], row[9]
            if [*row[10:12], row[1].hex()] != runs.get((row[0], row[9]), [0, 0, row[1].hex()]):
                self.fault("log.sqlite import %d" % row[0], "the blocks tell another")
        seen = () if self.is_old else log.execute("SELECT source, clock, part, import_id, lower(hex(positions)) FROM sightings")
        self.end = [str(self.position), str(max(self.imports)), "%064x" % (sum(map(term, seen)) % (1 << 256))]
        print("log: %d events, head %s" % (self.position, self.ends[self.position]))
    def check_streams(self):
        index = "natural_%s FROM streams" % ", ".join(KEYS) if self.is_old else "first_id, body FROM stream_pages ORDER BY 1, 2"
        rows = self.log.execute("SELECT source, " + index)
        must(self.balance == sum(map(term, rows if self.is_old else versions_of(rows))), "they are not those of the events")
    def check_checkpoints(self, copy=None):
        path = copy or os.path.join(self.path, "checkpoints")
        text = open(path, "rb").read() if copy or os.path.exists(path) else b""
        lines, last = re.sub(rb"(?m)^\0.*\n\Z", b"", text).split(b"\n")[:-1], ["0", "", "", "0", "", "0" * 64]
        for number, (before, line) in enumerate(zip([b""] + [line + b"\n" for line in lines], lines)):
            words = line.decode("utf-8", "replace").split(" ")
            at, is_table = int(words[0]) if words[0].isdigit() and len(words) in (3, 7) else -1, words[0] == "table" and len(words) == 6
            told, seal = [self.ends.get(at), moment(self.times.get(at, 0))], words[-1] if len(words) > 3 else None
            problems = {
                "it is not a checkpoint": at < 0 and not is_table,
                "its seal is of other lines": (number or not copy) and seal and sha(before, line[:-65]) != seal,
                "the log was cut: it once reached this position": at > self.position,
                "the log was rewritten before this position": 0 <= at <= self.position and told != words[1:3],
                "rows of log.sqlite imports were changed": seal and at >= 0 and self.imports.get(int(words[3])) != words[4],
                "the book's own checkpoints do not have it": copy and seal and line not in self.lines}
            for text in [text for text, is_true in problems.items() if is_true][:1]:
                self.fault("%s line %d" % (path, number + 1), text)
            last = words if at >= 0 else last
            self.tables.update({words[1]: words[2:5]} if is_table and not copy else {})
        if not copy and (last[0] != self.end[0] or len(last) > 3 and [last[3], last[5]] != self.end[1:]):
            self.fault(path, "its last line does not tell where the log, its imports and sightings stand")
        self.lines = self.lines if copy else lines
    def check_payloads(self):
        archive = self.open("payloads.sqlite")
        kept = [name for (name,) in archive.execute("SELECT sha256 FROM payloads UNION SELECT sha256 FROM chunks")]
        for name in kept:
            self.attempt("payloads.sqlite payload " + name.hex(), self.check_payload, archive, name, name.hex())
        for name in sorted(self.payloads.union(self.taken) - {name.hex() for name in kept}):
            self.fault("payloads.sqlite payload " + name, "it is missing")
    def check_payload(self, archive, digest, name):
        (size, erased), = archive.execute("SELECT size, erased FROM payloads WHERE sha256 = ?", (digest,))
        pieces = archive.execute("SELECT number, raw_size, body FROM chunks WHERE sha256 = ? ORDER BY number", (digest,))
        raw = [lz4_block(body, count) if number == place else b"" for place, (number, count, body) in enumerate(pieces)]
        erasure, (taken, when) = self.erased.get(name, -1), self.taken.get(name, (size, 0))
        sound = erasure >= 0 and not raw if erased else sha(*raw) == name and erasure < max(when, 0)
        if not sound or taken != size or len(raw) != (0 if erased else -(-size >> 20)):
            self.fault("payloads.sqlite payload " + name, "it is not what was kept, or erased, or imported")
    def check_tables(self):
        folder = os.path.join(self.path, "read")
        for name in sorted(filter(re.compile(r"p\d+\.sqlite").fullmatch, os.listdir(folder) if os.path.exists(folder) else [])):
            self.attempt("read/" + (target := os.readlink(os.path.join(folder, name))), self.check_table, name[:4], target)
    def check_table(self, alias, target):
        table = self.open("read/" + os.path.basename(target))
        meta = dict(pairs := table.execute("SELECT key, value FROM meta ORDER BY key").fetchall())
        must(meta.get("seal") in (None, sha(*(b"%s %s\n" % (*map(str.encode, pair),) for pair in pairs if pair[0] != "seal"))), "its seal is of another meta")
        content, provenance, rows = hashlib.sha256(), hashlib.sha256(), 0
        is_published = "-- %s, version %s\n" % (alias, meta["projector_version"]) in PUBLISHED
        for (sql,) in table.execute("SELECT sql FROM sqlite_schema WHERE sql NOTNULL AND name <> 'sqlite_stat1'"):
            if is_published and sql + ";" not in PUBLISHED:
                self.fault("read/" + target, "it was not made by the statement " + sql.split("\n")[0])
        for place, (name,) in enumerate(table.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_rows' ORDER BY rowid").fetchall()):
            info = table.execute("PRAGMA table_info(%s)" % name).fetchall()
            keys = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
            traces = keys + ["first_seq", "last_seq", "loaded_at"]
            columns = [row[1] for row in info if row[1] not in traces[len(keys):] + ["row_group", "asked", "asked_day"]]
            content.update(stored([name])), provenance.update(stored([name]))
            for row in table.execute("SELECT %s FROM %s NOT INDEXED ORDER BY %s" % (
                    ", ".join(columns + traces), name, ", ".join(keys))):
                rows += place == 0
                content.update(stored(row[: len(columns)])), provenance.update(stored(row[len(columns) :]))
        hashes, told, sealed = [content.hexdigest(), provenance.hexdigest()], [meta["table_hash"], meta["provenance_hash"]], self.tables.get(target[:-7])
        if told[0] and told != hashes or sealed and sealed[0] == meta["position"] and sealed[1:] != hashes:
            self.fault("read/" + target, "its rows do not give its hash")
        if int(meta["position"]) > self.position or "/" in target or self.tables and not sealed:
            self.fault("read/" + target, "it was not built here")
        note = "" if sealed and sealed[0] == meta["position"] else ", updated in place: svod verify proves its rows"
        print("%s: %d rows, hash %s%s" % (alias, rows, hashes[0], note))
    def check_evidence(self, copy):
        bag = zipfile.ZipFile(self.path)
        schemas, events, proven = json.loads(bag.read("schemas.json")), {}, -1
        lines = bag.read("checkpoints").split(b"\n")[:-1]
        seals = [(two[-64:].decode(), sha(one, b"\n", two[:-65])) for one, two in zip(lines, lines[1:]) if len(two) > 130]
        if any(told != made for told, made in seals):
            self.fault("checkpoints", "a seal is of other lines")
        links = [line.split() for line in bag.read("path").decode().splitlines()]
        for (first, previous, digest), follower in zip(links, links[1:] + [None]):
            header, raw = bag.read("blocks/%s.header" % first), bag.read("blocks/%s.body" % first)
            told = dict(line.split(" ", 1) for line in header.decode().splitlines())
            end = int(first) + int(told["event_count"])
            place = [n for n, line in enumerate(lines) if line.split()[:2] == [b"%d" % (end - 1), digest.encode()]]
            if (sha(bytes.fromhex(previous), header, raw) != digest or told["first_position"] != first
                    or not place and (follower or [])[:2] != [str(end), digest]):
                self.fault("blocks/" + first, "its bytes do not lead to a checkpoint")
            proven = max([proven, *place[:1]])
            events.update({event["position"]: (event, told) for event in events_of(raw, int(first), end - int(first), schemas)})
        for line in bag.read("events.ndjson").decode().splitlines():
            told = json.loads(line, parse_float=decimal.Decimal)
            event, block = events[told["position"]]
            event.update({"stream": event["source"] + "/" + event["id"], "clock": moment(event["clock"]), "payload": block["payload"],
                          "recorded_at": moment(int(block["recorded_at"])), "import": int(block["import_id"])})
            if told["occurred_at"] not in (None, event["clock"]) or any(
                    told[key] not in (None, event[key]) for key in told.keys() & event.keys()):
                self.fault("event %d" % told["position"], "it is not what its block says")
        for name in [name for name in bag.namelist() if name.startswith("payloads/") and sha(bag.read(name)) != name[9:]]:
            self.fault(name, "the bytes do not give the hash")
        if copy and not {*lines[proven:]} & {*open(copy, "rb").read().split(b"\n")[:-1]}:
            self.fault(copy, "no line of it is one that proves the events")
        print("evidence: %d events lead to line %d of its checkpoints" % (len(events), proven + 1))
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("paths", nargs="+", metavar="BOOK-OR-EVIDENCE")
parser.add_argument("--against", metavar="CHECKPOINTS", help="a copy that was kept elsewhere")
words = parser.parse_args()
sys.exit(1 if sum([Check(path).run(words.against) for path in words.paths]) else 0)
