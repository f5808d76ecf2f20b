import Glibc

/// An operating system's lock on a file, held until it goes away or the process ends.
package final class FileLock {
  private let descriptor: Int32

  package enum Failure: Error {
    /// Somebody else holds it; the text is what they wrote into the file.
    case held(by: String)
    case unavailable(PlatformError)
  }

  /// Takes the lock, waiting up to `seconds`, and writes `holder` into the file.
  package init(
    _ path: String, holder: String, waiting seconds: Int, told: () -> Void
  ) throws(Failure) {
    var descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, Files.mode)
    // One that somebody else made may be locked by whoever can read it; who holds it is then not told.
    if descriptor < 0, errno == EACCES { descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw .unavailable(PlatformError("open", path)) }
    var tries = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR else {
        close(descriptor)
        throw .unavailable(PlatformError("lock", path, code: code))
      }
      if tries == 20 { told() }
      if tries >= seconds * 20 {
        let holder = Self.read(descriptor)
        close(descriptor)
        throw .held(by: holder)
      }
      tries += 1
      usleep(50_000)
    }
    self.descriptor = descriptor
    var text = Array(holder.utf8)
    text.append(0x0A)
    ftruncate(descriptor, 0)
    unsafe _ = text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }

  private static func read(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 400)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: "\n").first.map(String.init) ?? "another process"
  }
}
