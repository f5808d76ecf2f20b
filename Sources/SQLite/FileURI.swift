/// The name of a file with what SQLite is to know of it.
enum FileURI {
  static func readOnly(_ path: String) -> String { "file:\(escaped(path))?mode=ro" }

  /// Of a file that nobody changes.
  static func sealed(_ path: String) -> String { "file:\(escaped(path))?mode=ro&immutable=1" }

  /// Of a file that nobody can change, with a write-ahead log beside it: no lock is taken.
  static func unlocked(_ path: String) -> String {
    "file:\(escaped(path))?mode=ro&vfs=unix-none"
  }

  private static func escaped(_ path: String) -> String {
    // Two slashes at the start would be the name of a host.
    let path = path.hasPrefix("//") ? "//" + path : path
    return path.utf8.map { byte in
      byte.isPlain
        ? String(UnicodeScalar(byte)) : "%" + String(Int(byte) + 256, radix: 16).dropFirst()
    }.joined()
  }
}

extension UInt8 {
  fileprivate var isPlain: Bool {
    (self >= 0x61 && self <= 0x7A) || (self >= 0x41 && self <= 0x5A)
      || (self >= 0x30 && self <= 0x39)
      || [0x2F, 0x2D, 0x5F, 0x2E].contains(self)
  }
}
