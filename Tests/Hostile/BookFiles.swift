import Foundation

/// The bytes of every file of a book, to tell whether a question changed one.
///
/// What SQLite puts beside a database for readers is none of them: the memory that they share, and a
/// write-ahead log without a byte.
package struct BookFiles: Equatable {
  private var files: [String: Data] = [:]

  package init(_ folder: String) {
    for name in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
      let bytes = FileManager.default.contents(atPath: folder + "/" + name)
      if name.hasSuffix("-shm") || name.hasSuffix("-wal") && bytes?.isEmpty ?? true { continue }
      files[name] = bytes
    }
  }
}
