import Domain
import TestKit

/// One bit of one file of a book that turns into its opposite.
struct Flip: Sendable, CustomStringConvertible {
  /// The file's path in the book.
  let file: String
  let bit: Int

  /// What the bit does to its byte.
  var mask: UInt8 { 1 << UInt8(bit % 8) }
  var byte: Int { bit / 8 }

  var description: String { "bit \(bit % 8) of byte \(byte) of \(file)" }

  /// Whether a finding says where it is: the file, or the log that everything is compared with.
  func isPlaced(by findings: [String]) -> Bool {
    let place = file.hasPrefix("log.sqlite") ? "log.sqlite" : file
    return findings.contains { $0.contains(place) || $0.contains("log") }
  }
}

/// All bits of some files, in an order that spreads any number of them evenly: as many flips as there are
/// bits take each bit once.
struct FlipOrder: Sendable {
  private let files: [(name: String, end: Int)]
  private let start: Int
  private let step: Int
  let count: Int

  /// `sizes` are those of the files in bytes.
  init(_ sizes: [(name: String, bytes: Int)], seed: UInt64) {
    var end = 0
    files = sizes.map { file in
      end += file.bytes * 8
      return (file.name, end)
    }
    count = end
    var random = SeededRandom(seed)
    start = Int.random(in: 0..<max(1, end), using: &random)
    // Near the golden section every next one falls into the widest gap that is left.
    var step = max(1, end * 618_034 / 1_000_000)
    while Self.commonDivisor(step, end) > 1 { step += 1 }
    self.step = step
  }

  /// The flip at a place of the order.
  subscript(index: Int) -> Flip {
    let bit = (start + index % count * step) % count
    let place = files.firstIndex { bit < $0.end } ?? 0
    return Flip(file: files[place].name, bit: bit - (place == 0 ? 0 : files[place - 1].end))
  }

  private static func commonDivisor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : commonDivisor(other, one % other)
  }
}
