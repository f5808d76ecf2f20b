import Glibc

/// What the operating system refused, on which file, and why in its own words.
package struct PlatformError: Error, Equatable, CustomStringConvertible {
  package let operation: String
  package let path: String
  package let code: Int32

  package init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  package var isAbsent: Bool { code == ENOENT || code == ENOTDIR }
  package var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }
  package var isFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }
  package var isFolder: Bool { code == EISDIR }

  /// A device, which has no end.
  package var isNoFile: Bool { code == ENXIO }
  package var exists: Bool { code == EEXIST || code == ENOTEMPTY }

  /// The reason alone: `Permission denied`.
  package var reason: String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }

  package var description: String { "cannot \(operation) \(path): \(reason)" }
}
