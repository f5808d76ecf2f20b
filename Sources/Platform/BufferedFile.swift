import Glibc
package import Domain

/// A file read or written from its start to its end in large pieces.
@safe package final class BufferedFile {
  private let path: String
  private let descriptor: Int32
  private let buffer: ByteBuffer
  private let piece: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var larger: UnsafeMutableRawBufferPointer?

  private static let pieceSize = 1 << 18

  /// Opens a file to be read, of which `pieceSize` bytes are in memory.
  package init(reading path: String, pieceSize: Int) throws(PlatformError) {
    self.path = path
    buffer = ByteBuffer(capacity: 16)
    unsafe piece = .allocate(byteCount: pieceSize, alignment: 16)
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw PlatformError("read", path) }
  }

  /// Makes a file, or empties the one that is there.
  ///
  /// One that is gone when the work is done is for this user alone: it may lie where everybody looks.
  package init(writing path: String, isTemporary: Bool = false) throws(PlatformError) {
    self.path = path
    buffer = ByteBuffer(capacity: Self.pieceSize + 4096)
    unsafe piece = .allocate(byteCount: 16, alignment: 16)
    descriptor = unsafe open(
      path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isTemporary ? 0o600 : Files.mode)
    if descriptor < 0 { throw PlatformError("write", path) }
  }

  deinit {
    close(descriptor)
    unsafe piece.deallocate()
    unsafe larger?.deallocate()
  }

  /// The next `count` bytes, valid until the next call; `nil` when the file ends before.
  package func next(_ count: Int) throws(PlatformError) -> Bytes? {
    if end - start < count, try !fill(count) { return nil }
    defer { start += count }
    return unsafe Bytes(UnsafeRawBufferPointer(rebasing: memory[start..<start + count]))
  }

  private var memory: UnsafeMutableRawBufferPointer { unsafe larger ?? piece }

  /// Reads on until `count` bytes are in memory.
  private func fill(_ count: Int) throws(PlatformError) -> Bool {
    let left = end - start
    if unsafe count > memory.count {
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 2, alignment: 16)
      unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<end]))
      unsafe larger?.deallocate()
      unsafe larger = room
    } else if left > 0, let base = unsafe memory.baseAddress {
      unsafe memmove(base, base + start, left)
    }
    start = 0
    end = left
    while end < count {
      let got = unsafe Glibc.read(
        descriptor, memory.baseAddress?.advanced(by: end), memory.count - end)
      if got < 0 {
        if errno == EINTR { continue }
        throw PlatformError("read", path)
      }
      if got == 0 { return false }
      end += got
    }
    return true
  }

  package func write(_ bytes: Bytes) throws(PlatformError) {
    buffer.append(bytes)
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes what is left.
  package func flush() throws(PlatformError) {
    var done = 0
    while done < buffer.count {
      let rest = buffer[done..<buffer.count]
      let count = unsafe Glibc.write(descriptor, rest.buffer.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw PlatformError("write", path) }
      done += count
    }
    buffer.removeAll()
  }
}
