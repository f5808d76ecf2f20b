import Domain
import SQLite
import TestKit

/// Changes of what the log says of its streams beside the blocks: pages of versions, and sightings.
enum IndexMutations {
  static let all: [Mutation] =
    [
      version("state") { $0.state ^= 1 << Int64.random(in: 0...63, using: &$1) },
      version("clock") { $0.clock += Int64.random(in: 1...9, using: &$1) },
      version("position") { $0.position += Int64.random(in: 1...9, using: &$1) },
      streams("a version dropped") { pages, position, _ in pages.keep { $0.position != position } },
      streams("a version inserted") { pages, position, random in
        let stream = try place(position, pages)
        let version = pages.streams[stream].versions[0]
        pages.streams[stream].versions.insert(version, at: Int.random(in: 0...1, using: &random))
      },
      streams("a stream inserted") { pages, position, _ in
        var stream = pages.streams[try place(position, pages)]
        stream.naturalID.append(0x78)
        pages.streams.append(stream)
      },
      streams("a stream renamed") { pages, position, random in
        let stream = try place(position, pages)
        let letter = Int.random(in: pages.streams[stream].naturalID.indices, using: &random)
        pages.streams[stream].naturalID[letter] ^= 1
      },
      page("a byte") { file, row, random in
        var body = try file.blob("SELECT body FROM stream_pages WHERE \(row)")
        let place = Int.random(in: 0..<body.count, using: &random)
        // No seconds are as long as no microseconds: what is 0 does not become 1.
        let bits = UInt8.random(in: (body[place] == 0 ? 2 : 1)...255, using: &random)
        body[place] ^= bits
        try file.set("UPDATE stream_pages SET body = ?1 WHERE \(row)", blob: body)
      },
      page("what its first name shares with none") { file, row, random in
        var body = try file.blob("SELECT body FROM stream_pages WHERE \(row)")
        body[0] = UInt8.random(in: 1...127, using: &random)
        try file.set("UPDATE stream_pages SET body = ?1 WHERE \(row)", blob: body)
      },
      page("its end") { file, row, random in
        let body = try file.blob("SELECT body FROM stream_pages WHERE \(row)")
        let end = Int.random(in: 0..<body.count, using: &random)
        try file.set(
          "UPDATE stream_pages SET body = ?1 WHERE \(row)", blob: Array(body.prefix(end)))
      },
      page("its place") { file, row, _ in
        try file.connection.execute(
          "UPDATE stream_pages SET first_id = CAST(first_id || x'30' AS BLOB) WHERE \(row)")
      },
      page("its source") { file, row, random in
        let by = Int64.random(in: 50...99, using: &random)
        try file.connection.execute("UPDATE stream_pages SET source = source + \(by) WHERE \(row)")
      },
      page("all of it") { file, row, _ in
        try file.connection.execute("DELETE FROM stream_pages WHERE \(row)")
      },
    ]
    + sightings

  private static let sightings: [Mutation] = [
    seen("clock", "UPDATE sightings SET clock = clock + 1 WHERE rowless"),
    seen("import", "UPDATE sightings SET import_id = import_id + 1 WHERE rowless"),
    seen("source", "UPDATE sightings SET source = source + 1 WHERE rowless"),
    seen("part", "UPDATE sightings SET part = part + 1 WHERE rowless"),
    seen("positions", "UPDATE sightings SET positions = x'0100' WHERE rowless"),
    seen(
      "last byte",
      """
      UPDATE sightings SET positions =
        CAST(substr(positions, 1, length(positions) - 1) || x'63' AS BLOB) WHERE rowless
      """),
    seen("row", "DELETE FROM sightings WHERE rowless"),
    seen(
      "copy",
      """
      INSERT INTO sightings SELECT source, clock + 1, 1, import_id, positions FROM sightings
      WHERE rowless
      """),
    seen(
      "second part",
      """
      INSERT INTO sightings SELECT source, clock, part + 1, import_id, positions FROM sightings
      WHERE rowless
      """),
  ]

  private static func version(
    _ what: String,
    _ change: @escaping @Sendable (inout StreamPages.Version, inout SeededRandom) -> Void
  ) -> Mutation {
    streams("a version's \(what)") { pages, position, random in
      pages.change { if $0.position == position { change(&$0, &random) } }
    }
  }

  private static func streams(
    _ name: String,
    _ change: @escaping @Sendable (inout StreamPages, Int64, inout SeededRandom) throws -> Void
  ) -> Mutation {
    Mutation("log: \(name)") { book, random in
      let file = try OpenedFile(book + "/log.sqlite")
      var pages = try StreamPages(file)
      let positions = pages.streams.flatMap { $0.versions.map(\.position) }
      let position = try OpenedFile.any(positions, &random)
      try change(&pages, position, &random)
      try pages.write(to: file)
      try file.close()
      return [.position(position), .text("streams")]
    }
  }

  private static func place(_ position: Int64, _ pages: StreamPages) throws -> Int {
    let place = pages.streams.firstIndex { $0.versions.contains { $0.position == position } }
    guard let place else { throw OpenedFile.Nothing() }
    return place
  }

  private static func page(
    _ name: String,
    _ change: @escaping @Sendable (OpenedFile, String, inout SeededRandom) throws -> Void
  ) -> Mutation {
    Mutation("log: a page of streams, \(name)") { book, random in
      let file = try OpenedFile(book + "/log.sqlite")
      let select = try file.connection.prepare("SELECT source, hex(first_id) FROM stream_pages")
      var rows: [String] = []
      while try select.step() {
        rows.append("source = \(select.integer(0)) AND first_id = x'\(select.string(1))'")
      }
      try change(file, OpenedFile.any(rows, &random), &random)
      try file.close()
      return [.text("streams")]
    }
  }

  private static func seen(_ name: String, _ sql: String) -> Mutation {
    Mutation("log: a sighting's \(name)") { book, random in
      let file = try OpenedFile(book + "/log.sqlite")
      let select = try file.connection.prepare("SELECT source, clock, part FROM sightings")
      var rows: [String] = []
      while try select.step() {
        rows.append(
          "(source, clock, part) = (\((0..<3).map { "\(select.integer($0))" }.joined(separator: ", ")))"
        )
      }
      select.reset()
      try file.connection.execute(sql.replacing("rowless", with: OpenedFile.any(rows, &random)))
      try file.close()
      return [.text("sightings")]
    }
  }
}
