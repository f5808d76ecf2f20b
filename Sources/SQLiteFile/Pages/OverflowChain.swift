/// Writes what does not stand in a cell as a chain of *overflow pages*.
///
/// The chain is written at once, so that each page's successor is the next number of its space.
enum OverflowChain {
  /// Writes the chain and gives the number of its first page.
  static func write(
    _ bytes: UnsafeRawBufferPointer, to space: PageSpace
  ) throws(SQLiteFileError) -> Int {
    let size = space.pageSize - FileFormat.pageNumberSize
    let first = space.next
    var done = 0
    while done < bytes.count {
      let count = min(size, bytes.count - done)
      let page = unsafe try space.room()
      let content = unsafe page + FileFormat.pageNumberSize
      if let source = bytes.baseAddress {
        unsafe content.copyMemory(from: source + done, byteCount: count)
      }
      unsafe (content + count).initializeMemory(as: UInt8.self, repeating: 0, count: size - count)
      _ = try space.gather(linked: done + count < bytes.count)
      done += count
    }
    return first
  }
}
