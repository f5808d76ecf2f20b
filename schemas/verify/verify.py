#!/usr/bin/env python3
"""Checks a book of Svod with nothing but Python's standard library.

    python3 verify.py BOOK [--against CHECKPOINTS]

Recomputes the chain of the log, the checkpoints, the payloads' hashes and the tables' hashes from the
files alone, by event_log.md and read_tables.md. Prints a line for each thing checked and each fault;
the exit code is 0 when there is no fault, else 1.
"""

import hashlib
import os
import re
import sqlite3
import struct
import sys

RAW_SIZE_MAX = 16 << 20
ZERO = bytes(32)


class Fault(Exception):
    pass


def lz4_block(data, size):
    """Decompresses one LZ4 block to exactly `size` bytes."""
    if size > RAW_SIZE_MAX or size > len(data) * 255 + 64:
        raise Fault("claims to hold %d bytes" % size)
    out = bytearray()
    at = 0
    try:
        while True:
            token = data[at]
            at += 1
            count = token >> 4
            if count == 15:
                while True:
                    more = data[at]
                    at += 1
                    count += more
                    if more != 255:
                        break
            if at + count > len(data):
                raise Fault("is cut off")
            out += data[at : at + count]
            at += count
            if at == len(data):
                break
            back = data[at] | data[at + 1] << 8
            at += 2
            if back == 0 or back > len(out):
                raise Fault("points before its start")
            count = token & 15
            if count == 15:
                while True:
                    more = data[at]
                    at += 1
                    count += more
                    if more != 255:
                        break
            count += 4
            if len(out) + count > size:
                raise Fault("is larger than it says")
            start = len(out) - back
            if back >= count:
                out += out[start : start + count]
            else:
                for index in range(count):
                    out.append(out[start + index])
    except IndexError:
        raise Fault("is cut off")
    if len(out) != size:
        raise Fault("decompresses to %d bytes, not %d" % (len(out), size))
    return bytes(out)


class Reader:
    """Reads the numbers and texts of a block's body."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def byte(self):
        if self.at >= len(self.data):
            raise Fault("ends too early")
        self.at += 1
        return self.data[self.at - 1]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > 63:
                raise Fault("has a number over 64 bits")

    def text(self):
        count = self.varint()
        if self.at + count > len(self.data):
            raise Fault("ends too early")
        self.at += count
        return self.data[self.at - count : self.at]


def events_of(raw, count):
    """The events of a block: type tag, stream, version, record."""
    reader = Reader(raw)
    if reader.byte() != 1:
        raise Fault("has another format")
    types = [reader.text().decode() for _ in range(reader.varint())]
    sources = [reader.text().decode() for _ in range(reader.varint())]
    events = []
    for _ in range(count):
        tag = types[reader.varint()]
        source = sources[reader.varint()]
        stream = source + "/" + reader.text().decode()
        version = reader.varint()
        reader.varint()  # clock
        reader.byte()  # whether the clock is the source's
        reader.varint()  # offset in the payload
        reader.varint()  # length in the payload
        events.append((tag, stream, version, reader.text()))
    if reader.at != len(raw):
        raise Fault("has bytes left over")
    return events


def open_read_only(path):
    return sqlite3.connect("file:%s?mode=ro" % path.replace("%", "%25").replace("?", "%3f"), uri=True)


class Book:
    def __init__(self, path):
        self.path = path
        self.faults = 0
        self.heads = {0: ZERO.hex()}
        self.payloads = set()

    def say(self, text):
        print(text)

    def fault(self, place, text):
        self.faults += 1
        print("FAULT %s: %s" % (place, text))

    def check_log(self):
        log = open_read_only(os.path.join(self.path, "log.sqlite"))
        if log.execute("PRAGMA application_id").fetchone()[0] != 0x53564F44:
            return self.fault("log.sqlite", "is not an event log of Svod")
        known = {tag for (tag,) in log.execute("SELECT tag FROM event_schemas")}
        previous, position, clock, versions = ZERO, 0, 0, {}
        rows = log.execute(
            "SELECT first_position, event_count, recorded_at, import_id, payload, types, codec,"
            " raw_size, hash, body FROM blocks ORDER BY first_position"
        )
        for first, count, recorded, import_id, payload, types, codec, size, digest, body in rows:
            place = "log.sqlite position %d" % first
            if first != position + 1:
                self.fault(place, "follows position %d" % position)
            if recorded < clock:
                self.fault(place, "recorded_at goes back")
            try:
                raw = lz4_block(body, size)
                header = (
                    "svod block 1\nfirst_position %d\nevent_count %d\nrecorded_at %d\nimport_id %d\n"
                    "payload %s\ntypes %s\ncodec %d\nraw_size %d\n"
                    % (first, count, recorded, import_id, payload.hex(), types, codec, size)
                )
                if hashlib.sha256(previous + header.encode() + raw).digest() != digest:
                    self.fault(place, "the bytes do not give the hash")
                for tag, stream, version, _ in events_of(raw, count):
                    if tag not in known or tag not in types.split(" "):
                        self.fault(place, "the type %s is not known" % tag)
                    if version != versions.get(stream, 0) + 1:
                        self.fault(place, "%s jumps to version %d" % (stream, version))
                    versions[stream] = version
            except (Fault, UnicodeDecodeError, IndexError) as error:
                self.fault(place, "the block %s" % error)
            previous, position, clock = digest, first + count - 1, recorded
            self.heads[position] = digest.hex()
            if payload:
                self.payloads.add(payload.hex())
        self.position = position
        for (payload,) in log.execute("SELECT payload FROM imports"):
            self.payloads.add(payload.hex())
        self.say("log: %d events, head %s" % (position, previous.hex()))

    def check_checkpoints(self, path):
        lines = open(path, encoding="utf-8").read().split("\n")[:-1] if os.path.exists(path) else []
        for number, line in enumerate(lines, 1):
            words = line.split(" ")
            place = "%s line %d" % (path, number)
            if len(words) < 2 or not words[0].isdigit():
                self.fault(place, "is not a checkpoint")
            elif int(words[0]) > self.position:
                self.fault(place, "the log was cut: it once reached position " + words[0])
            elif self.heads.get(int(words[0])) != words[1]:
                self.fault(place, "the log was rewritten before position " + words[0])
        self.say("checkpoints: %d lines of %s" % (len(lines), path))

    def check_payloads(self):
        archive = open_read_only(os.path.join(self.path, "payloads.sqlite"))
        kept = {}
        for sha, size, erased in archive.execute("SELECT sha256, size, erased FROM payloads"):
            kept[sha.hex()] = True
            if erased:
                continue
            digest, total = hashlib.sha256(), 0
            try:
                for raw_size, body in archive.execute(
                    "SELECT raw_size, body FROM chunks WHERE sha256 = ? ORDER BY number", (sha,)
                ):
                    piece = lz4_block(body, raw_size)
                    digest.update(piece)
                    total += len(piece)
                if digest.digest() != sha or total != size:
                    self.fault("payload " + sha.hex()[:16], "the bytes do not give the hash")
            except Fault as error:
                self.fault("payload " + sha.hex()[:16], "a piece %s" % error)
        for name in sorted(self.payloads - set(kept)):
            self.fault("payload " + name[:16], "is missing")
        self.say("payloads: %d" % len(kept))

    def check_tables(self):
        folder = os.path.join(self.path, "read")
        for name in sorted(os.listdir(folder)):
            match = re.fullmatch(r"(p\d+)\.sqlite", name)
            if match:
                self.check_table(match.group(1), os.path.realpath(os.path.join(folder, name)))

    def check_table(self, alias, path):
        table = open_read_only(path)
        meta = dict(table.execute("SELECT key, value FROM meta"))
        digest = hashlib.sha256()
        rows = 0
        names = [
            row[0]
            for row in table.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%\\_rows'"
                " ESCAPE '\\' ORDER BY rowid"
            )
        ]
        for name in names:
            info = list(table.execute("PRAGMA table_info(%s)" % name))
            hidden = ("first_seq", "last_seq", "loaded_at", "row_group")
            columns = [row[1] for row in info if row[1] not in hidden]
            keys = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
            digest.update(b"R" + cell(name))
            for row in table.execute(
                "SELECT %s FROM %s ORDER BY %s" % (", ".join(columns), name, ", ".join(keys))
            ):
                digest.update(b"".join(map(cell, row)))
                rows += name == names[0]
        if meta.get("table_hash") and digest.hexdigest() != meta["table_hash"]:
            self.fault(os.path.basename(path), "its rows do not give its hash")
        if int(meta["position"]) > self.position:
            self.fault(os.path.basename(path), "stands beyond the log")
        self.say("%s: %d rows, hash %s" % (alias, rows, digest.hexdigest()))


def cell(value):
    """A cell in the form that is hashed."""
    if value is None:
        return b"N"
    if isinstance(value, int):
        return b"I" + struct.pack(">q", value)
    data = value.encode()
    return b"T" + struct.pack(">I", len(data)) + data


def main(arguments):
    if not arguments or len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--against"):
        sys.exit("usage: verify.py BOOK [--against CHECKPOINTS]")
    book = Book(arguments[0])
    try:
        book.check_log()
        book.check_checkpoints(os.path.join(book.path, "checkpoints"))
        if len(arguments) == 3:
            book.check_checkpoints(arguments[2])
        book.check_payloads()
        book.check_tables()
    except (sqlite3.DatabaseError, OSError) as error:
        book.fault(book.path, str(error))
    sys.exit(1 if book.faults else 0)


main(sys.argv[1:])
