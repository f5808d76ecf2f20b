import Domain
import Platform

/// Whole files of a test.
enum FileBytes {
  static func read(_ path: String) throws -> [UInt8] {
    Files.exists(path) ? try Files.read(path, sizeMax: 1 << 30) : []
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    try Files.replace(path, with: bytes)
  }

  /// Whether `part` occurs in a file.
  static func holds(_ path: String, _ part: [UInt8]) throws -> Bool {
    let bytes = try read(path)
    guard let first = part.first, bytes.count >= part.count else { return false }
    return bytes.indices.contains {
      bytes[$0] == first && bytes[$0...].starts(with: part)
    }
  }
}
