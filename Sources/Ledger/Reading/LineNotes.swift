import Archive
import Digest
import Domain
import Platform

/// Where the lines of large payloads end, noted at their import: a place far down is told without
/// reading all that stands before it.
///
/// The notes lie beside the read tables and are disposable like them: without them lines are counted.
struct LineNotes {
  private let folder: String

  init(_ book: Book) { folder = book.readFolder }

  /// Smaller payloads are counted in no time.
  private static let sizeMin = 2 * Archive.chunkSize

  /// What stands before a piece of the payload.
  struct Place: Equatable {
    /// Line ends.
    let lines: Int

    /// Where the line begins that the piece begins in.
    let lineStart: Int
  }

  private func path(_ hash: [UInt8]) -> String { "\(folder)/\(hash.hex).lines" }

  /// Notes the lines of a payload; that it cannot be written is no harm.
  func write(_ hash: [UInt8], _ payload: Bytes) {
    guard payload.count >= Self.sizeMin else { return }
    var text = "svod lines 1\n"
    var lines = 0
    var lineStart = 0
    for start in stride(from: 0, to: payload.count, by: Archive.chunkSize) {
      text += "\(lines) \(lineStart)\n"
      let piece = payload[start..<min(start + Archive.chunkSize, payload.count)]
      lines += piece.count(of: 0x0A)
      if let last = piece.lastIndex(of: 0x0A) { lineStart = start + last + 1 }
    }
    try? Files.makeFolder(folder)
    try? Files.replace(path(hash), with: Array(text.utf8))
  }

  /// The places of all pieces in order; nothing when there are no notes or they cannot be right.
  func read(_ hash: [UInt8]) -> [Place] {
    guard let bytes = try? Files.read(path(hash), sizeMax: 1 << 20) else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first == "svod lines 1" else { return [] }
    var places: [Place] = []
    for line in lines.dropFirst() {
      let numbers = line.split(separator: " ").compactMap { Int($0) }
      guard numbers.count == 2, numbers[0] >= places.last?.lines ?? 0,
        (0...places.count * Archive.chunkSize).contains(numbers[1])
      else { return [] }
      places.append(Place(lines: numbers[0], lineStart: numbers[1]))
    }
    return places
  }
}
