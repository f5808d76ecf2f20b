import Domain
import SQLite
import TestKit

/// Changes of the log that leave the chain as it is.
enum LogMutations {
  static let all: [Mutation] =
    ["body", "hash", "payload"].map { column in
      change("a byte of a block's \(column)") { file, block, random in
        var bytes = try file.blob(
          "SELECT \(column) FROM blocks WHERE first_position = \(block) AND length(\(column)) > 0")
        if bytes.isEmpty {
          bytes = Array(repeating: 7, count: 32)
        } else {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
            in: 1...255, using: &random)
        }
        try file.set(
          "UPDATE blocks SET \(column) = ?1 WHERE first_position = \(block)", blob: bytes)
        return block
      }
    }
    + ["recorded_at", "import_id", "event_count", "raw_size", "codec"].map { column in
      change("a block's \(column)") { file, block, random in
        let by = Int64.random(in: 1...9, using: &random)
        try file.connection.execute(
          "UPDATE blocks SET \(column) = \(column) + \(by) WHERE first_position = \(block)")
        return block
      }
    }
    + [
      change("a block's types") { file, block, _ in
        try file.connection.execute(
          "UPDATE blocks SET types = types || ' x.y@1' WHERE first_position = \(block)")
        return block
      },
      change("a block dropped") { file, block, _ in
        try file.connection.execute("DELETE FROM blocks WHERE first_position = \(block)")
        let last = try file.integers("SELECT max(first_position) FROM blocks").first ?? 0
        return last < block ? nil : block
      },
      change("a block inserted at the end") { file, block, _ in
        let end =
          try file.integers(
            "SELECT max(first_position + event_count) FROM blocks"
          ).first ?? 1
        try file.connection.execute(
          """
          INSERT INTO blocks SELECT \(end), event_count, recorded_at, import_id, payload, types,
            codec, raw_size, hash, body FROM blocks WHERE first_position = \(block)
          """)
        return end
      },
      change("two blocks exchanged") { file, block, random in
        let others = try file.integers(
          "SELECT first_position FROM blocks WHERE first_position <> \(block)")
        let other = try OpenedFile.any(others, &random)
        try file.connection.execute(
          """
          CREATE TEMP TABLE b AS SELECT * FROM blocks WHERE first_position IN (\(block), \(other));
          UPDATE blocks SET (event_count, recorded_at, import_id, payload, types, codec, raw_size,
            hash, body) = (SELECT event_count, recorded_at, import_id, payload, types, codec,
            raw_size, hash, body FROM b WHERE first_position <> blocks.first_position)
          WHERE first_position IN (\(block), \(other)); DROP TABLE b
          """)
        return min(block, other)
      },
      change("the end cut off") { file, block, _ in
        var pages = try StreamPages(file)
        pages.keep { $0.position < block }
        try pages.write(to: file)
        for sql in [
          "DELETE FROM blocks WHERE first_position >= \(block)",
          "DELETE FROM imports WHERE last_position >= \(block) OR recorded_at > (SELECT coalesce(max(recorded_at), 0) FROM blocks)",
          "DELETE FROM sources WHERE id NOT IN (SELECT source FROM stream_pages)",
        ] { try file.connection.execute(sql) }
        return nil
      },
    ]
    + register + IndexMutations.all

  /// Rows beside the blocks.
  private static let register: [Mutation] = [
    sql("an import's summary", "imports", "UPDATE imports SET summary = '{}' WHERE id = :id"),
    sql("an import's name", "imports", "UPDATE imports SET payload_name = 'x' WHERE id = :id"),
    sql(
      "an import's options", "imports", "UPDATE imports SET options = '{\"a\":1}' WHERE id = :id"),
    sql("an import's importer", "imports", "UPDATE imports SET importer = 99 WHERE id = :id"),
    sql(
      "an import's fetched-at", "imports",
      "UPDATE imports SET fetched_at = fetched_at + 1 WHERE id = :id"),
    sql(
      "an import's positions", "imports",
      "UPDATE imports SET last_position = last_position + 1 WHERE id = :id"),
    sql("an import dropped", "imports", "DELETE FROM imports WHERE id = :id"),
    sql(
      "an import inserted", "imports",
      """
      INSERT INTO imports SELECT (SELECT max(id) FROM imports) + 1, payload, payload_size,
        payload_name, connection, kind, importer, options, fetched_at + 1, recorded_at, 0, 0, summary
      FROM imports WHERE id = :id
      """),
    sql("a source renamed", "source", "UPDATE sources SET name = name || 'x' WHERE id = :id"),
    sql(
      "a source inserted", "source", "INSERT INTO sources SELECT max(id) + 1, 'x/y' FROM sources"),
    sql(
      "the fields of a type", "event_schemas",
      "UPDATE event_schemas SET fields = '[]' WHERE rowid = :id"),
    sql(
      "the name of a field", "event_schemas",
      "UPDATE event_schemas SET fields = replace(fields, '\"name\":\"', '\"name\":\"x') WHERE rowid = :id"
    ),
    sql("a type dropped", "event_schemas", "DELETE FROM event_schemas WHERE rowid = :id"),
  ]

  private static func change(
    _ name: String,
    _ body: @escaping @Sendable (OpenedFile, Int64, inout SeededRandom) throws -> Int64?
  ) -> Mutation {
    Mutation("log: \(name)") { book, random in
      let file = try OpenedFile(book + "/log.sqlite")
      let blocks = try file.integers("SELECT first_position FROM blocks")
      let place = try body(file, OpenedFile.any(blocks, &random), &random)
      try file.close()
      return place.map { [.position($0)] } ?? [.text("checkpoints line")]
    }
  }

  private static func sql(_ name: String, _ table: String, _ sql: String) -> Mutation {
    Mutation("log: \(name)") { book, random in
      let file = try OpenedFile(book + "/log.sqlite")
      let ids =
        switch table {
        case "imports": "SELECT id FROM imports"
        case "source": "SELECT id FROM sources"
        default: "SELECT rowid FROM event_schemas"
        }
      let id = try OpenedFile.any(file.integers(ids), &random)
      try file.connection.execute(sql.replacing(":id", with: "\(id)"))
      try file.close()
      switch table {
      case "imports": return [.text("import"), .text("checkpoints")]
      case "source": return [.text("source")]
      default: return [.text("event_schemas"), .text("position"), .text("log.sqlite")]
      }
    }
  }
}
