import Domain
import SQLite

/// The index of streams of a log, taken apart and put together by what schemas/event_log.md says.
struct StreamPages {
  struct Version {
    var position: Int64
    var clock: Int64
    var state: Int64
  }

  struct Stream {
    let source: Int64
    var naturalID: [UInt8]
    var versions: [Version]
  }

  /// In order of source, then natural id.
  var streams: [Stream] = []

  /// Streams of a page that is written.
  private static let pageStreams = 12

  init(_ file: OpenedFile) throws {
    let select = try file.connection.prepare(
      "SELECT source, body FROM stream_pages ORDER BY source, first_id")
    while try select.step() {
      var page = ByteReader(select.bytes(1))
      var (id, position, clock): ([UInt8], Int64, Int64) = ([], 0, 0)
      while !page.isAtEnd {
        let shared = try page.count()
        id = id[..<shared] + select.bytes(1)[try page.run(try page.count())].array
        var versions: [Version] = []
        for _ in 0..<(try page.count()) {
          position += try page.signed()
          clock += try StoredInstant.read(&page)
          var state: Int64 = 0
          for _ in 0..<8 { state = state << 8 | Int64(try page.byte()) }
          versions.append(Version(position: position, clock: clock, state: state))
        }
        streams.append(Stream(source: select.integer(0), naturalID: id, versions: versions))
      }
    }
  }

  /// Calls `body` with every version.
  mutating func change(_ body: (inout Version) -> Void) {
    for stream in streams.indices {
      for version in streams[stream].versions.indices {
        body(&streams[stream].versions[version])
      }
    }
  }

  /// Drops all other versions, and streams that have none left.
  mutating func keep(_ isKept: (Version) -> Bool) {
    for stream in streams.indices { streams[stream].versions.removeAll { !isKept($0) } }
    streams.removeAll { $0.versions.isEmpty }
  }

  /// Writes all pages anew.
  func write(to file: OpenedFile) throws {
    try file.connection.execute("DELETE FROM stream_pages")
    for (source, list) in Dictionary(grouping: streams, by: \.source) {
      let sorted = list.sorted { $0.naturalID.lexicographicallyPrecedes($1.naturalID) }
      for start in stride(from: 0, to: sorted.count, by: Self.pageStreams) {
        let page = sorted[start..<min(start + Self.pageStreams, sorted.count)]
        let insert = try file.connection.prepare("INSERT INTO stream_pages VALUES (?1, ?2, ?3)")
        insert.bind(1, source)
        insert.bind(2, blob: start == 0 ? [] : sorted[start].naturalID)
        insert.bind(3, blob: Self.body(page))
        try insert.run()
      }
    }
  }

  private static func body(_ streams: ArraySlice<Stream>) -> [UInt8] {
    var bytes: [UInt8] = []
    var (position, clock): (Int64, Int64) = (0, 0)
    for stream in streams {
      // Nothing has to be shared.
      bytes.append(0)
      Varint.append(UInt64(stream.naturalID.count), to: &bytes)
      bytes += stream.naturalID
      Varint.append(UInt64(stream.versions.count), to: &bytes)
      for version in stream.versions {
        Varint.appendSigned(version.position - position, to: &bytes)
        StoredInstant.append(version.clock - clock, to: &bytes)
        bytes += stride(from: Int64(56), through: 0, by: -8).map {
          UInt8(truncatingIfNeeded: version.state >> $0)
        }
        (position, clock) = (version.position, version.clock)
      }
    }
    return bytes
  }
}
