import Digest

/// One line of the file `checkpoints`, as it lies there.
///
/// A line ends with its seal, SHA-256 over the line before it and its own text: whoever keeps one
/// line elsewhere keeps proof of all lines before it. Lines without a seal are of older books.
package struct CheckpointLine: Sendable, Equatable {
  /// The line without its line feed.
  package let bytes: [UInt8]

  /// 1-based, in the file.
  package let number: Int
  package let content: Content

  /// Lower-case hex; `nil` in lines of older books.
  package let seal: String?

  package enum Content: Sendable, Equatable {
    case append(Append)
    case table(Table)

    /// Not a line that Svod writes.
    case unreadable
  }

  /// How far the log reached after an append.
  package struct Append: Sendable, Equatable {
    package let position: Int64

    /// The hash of the block that ends at the position, lower-case hex.
    package let hash: String

    /// When, as RFC 3339.
    package let time: String

    /// What lies beside the blocks; `nil` in lines of older books.
    package let register: Register?

    package init(position: Int64, hash: String, time: String, register: Register?) {
      self.position = position
      self.hash = hash
      self.time = time
      self.register = register
    }

    /// The 32 bytes of the hash.
    package var hashBytes: [UInt8] { CheckpointLine.bytes(hash) ?? [] }
  }

  /// What the log keeps beside its blocks: the imports, and the sightings in the stream index.
  package struct Register: Sendable, Equatable {
    package let imports: Int64

    /// See `ImportsDigest`.
    package let importsHash: [UInt8]
    package let sightings: SightingsSum
  }

  /// A table that was built whole.
  package struct Table: Sendable, Equatable {
    package let alias: String
    package let generation: Int
    package let position: Int64
    package let hash: String
    package let provenanceHash: String

    package init(
      alias: String, generation: Int, position: Int64, hash: String, provenanceHash: String
    ) {
      self.alias = alias
      self.generation = generation
      self.position = position
      self.hash = hash
      self.provenanceHash = provenanceHash
    }
  }

  package var append: Append? { if case .append(let append) = content { append } else { nil } }
  package var table: Table? { if case .table(let table) = content { table } else { nil } }

  init(_ bytes: [UInt8], number: Int) {
    self.bytes = bytes
    self.number = number
    let words = String(decoding: bytes, as: UTF8.self)
      .split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    content =
      Self.append(words).map(Content.append) ?? Self.table(words).map(Content.table) ?? .unreadable
    seal = words.count > 3 && Self.isHash(words[words.count - 1]) ? words[words.count - 1] : nil
  }

  private static func append(_ words: [String]) -> Append? {
    guard words.count == 3 || words.count == 7, let position = Int64(words[0]), position >= 0,
      isHash(words[1])
    else { return nil }
    guard words.count == 7 else {
      return Append(position: position, hash: words[1], time: words[2], register: nil)
    }
    guard let imports = Int64(words[3]), imports >= 0, let hash = bytes(words[4]),
      let sum = bytes(words[5]).flatMap(SightingsSum.init), isHash(words[6])
    else { return nil }
    return Append(
      position: position, hash: words[1], time: words[2],
      register: Register(imports: imports, importsHash: hash, sightings: sum))
  }

  private static func table(_ words: [String]) -> Table? {
    guard words.count == 6, words[0] == "table", let dot = words[1].lastIndex(of: "."),
      words[1][dot...].hasPrefix(".g"),
      let generation = Int(words[1][words[1].index(dot, offsetBy: 2)...]),
      let position = Int64(words[2]), words[3...].allSatisfy(isHash)
    else { return nil }
    return Table(
      alias: String(words[1][..<dot]), generation: generation, position: position, hash: words[3],
      provenanceHash: words[4])
  }

  private static func isHash(_ word: String) -> Bool { bytes(word) != nil }

  /// The 32 bytes of 64 lower-case digits.
  fileprivate static func bytes(_ word: String) -> [UInt8]? {
    let digits = Array(word.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for digit in digits {
      switch digit {
      case 0x30...0x39: bytes.append(digit - 0x30)
      case 0x61...0x66: bytes.append(digit - 0x57)
      default: return nil
      }
    }
    return stride(from: 0, to: 64, by: 2).map { bytes[$0] << 4 | bytes[$0 + 1] }
  }

  /// Whether the seal is that of this line after `previous`; lines without one say nothing.
  package func isSealed(after previous: CheckpointLine?) -> Bool {
    guard let seal else { return previous?.seal == nil }
    return seal == Self.seal(bytes.dropLast(65), after: previous?.bytes)
  }

  /// The seal of a line: SHA-256 over the line before with its line feed, and the line's own text.
  static func seal(_ text: some Sequence<UInt8>, after previous: [UInt8]?) -> String {
    SHA256.hash((previous.map { $0 + [0x0A] } ?? []) + Array(text)).hex
  }
}

extension CheckpointLine.Append {
  /// The line before its seal.
  var text: String {
    let beside = register.map {
      " \($0.imports) \($0.importsHash.hex) \($0.sightings.bytes.hex)"
    }
    return "\(position) \(hash) \(time)\(beside ?? "")"
  }
}

extension CheckpointLine.Table {
  /// The line before its seal.
  var text: String { "table \(alias).g\(generation) \(position) \(hash) \(provenanceHash)" }
}
