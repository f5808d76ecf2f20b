import Glibc

/// What Svod asks of a file system, and nothing more.
package enum Files {
  /// Who may do what with a file that is made, before the umask has its say: with a umask of 002 and a
  /// folder that hands its group on, a whole group works on one book.
  static let mode: mode_t = 0o666

  package enum Kind: Sendable, Equatable {
    case file(size: Int)
    case folder
    /// A pipe, a socket, a device.
    case other
  }

  /// What is at `path`, links followed; `nil` when there is nothing.
  package static func kind(_ path: String) throws(PlatformError) -> Kind? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      let error = PlatformError("look at", path)
      if error.isAbsent { return nil }
      throw error
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(size: Int(status.st_size))
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// When the content at `path` was written last, in microseconds since 1970; `nil` when nobody says.
  package static func modifiedAt(_ path: String) -> Int64? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1_000
  }

  package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// The whole file; more than `sizeMax` bytes is refused before they are read.
  package static func read(_ path: String, sizeMax: Int) throws(PlatformError) -> [UInt8] {
    // A pipe that nobody writes to is an empty file, not one to wait for; a device has no end.
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw PlatformError("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw PlatformError("read", path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO: return try read(descriptor, path, sizeMax: sizeMax)
    case S_IFDIR: throw PlatformError("read", path, code: EISDIR)
    default: throw PlatformError("read", path, code: ENXIO)
    }
  }

  /// The last bytes of a file, at most `size` of them, and whether they are all of it.
  package static func tail(_ path: String, _ size: Int) throws(PlatformError) -> (
    bytes: [UInt8], isWhole: Bool
  ) {
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw PlatformError("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw PlatformError("read", path) }
    let start = max(0, Int(status.st_size) - size)
    guard lseek(descriptor, off_t(start), SEEK_SET) >= 0 else { throw PlatformError("read", path) }
    return (try read(descriptor, path, sizeMax: .max), start == 0)
  }

  /// All of standard input.
  package static func readStandardInput(sizeMax: Int) throws(PlatformError) -> [UInt8] {
    try read(0, "standard input", sizeMax: sizeMax)
  }

  private static func read(
    _ descriptor: Int32, _ path: String, sizeMax: Int
  ) throws(PlatformError) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw PlatformError("read", path) }
    if status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) > sizeMax {
      throw PlatformError("read", path, code: EFBIG)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        guard errno == EAGAIN else { throw PlatformError("read", path) }
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        unsafe _ = poll(&wait, 1, -1)
        continue
      }
      if bytes.count + count > sizeMax { throw PlatformError("read", path, code: EFBIG) }
      bytes += buffer[0..<count]
    }
  }

  /// Writes a file anew: to a name beside it, synced, then renamed over it.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(PlatformError) {
    let fresh = path + ".new"
    // What a crash left may be somebody else's: removed it can be all the same.
    try remove(fresh)
    try write(fresh, bytes, flags: O_WRONLY | O_CREAT | O_EXCL)
    guard rename(fresh, path) == 0 else { throw PlatformError("rename", fresh) }
    try syncFolder(parent(path))
  }

  /// Appends to a file and waits until it is on the disk.
  package static func append(_ path: String, _ bytes: [UInt8]) throws(PlatformError) {
    let isNew = !exists(path)
    try write(path, bytes, flags: O_WRONLY | O_CREAT | O_APPEND)
    if isNew { try syncFolder(parent(path)) }
  }

  private static func write(
    _ path: String, _ bytes: [UInt8], flags: Int32
  ) throws(PlatformError) {
    let descriptor = unsafe open(path, flags | O_NONBLOCK | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw PlatformError("write", path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw PlatformError("write", path) }
    do throws(PlatformError) { try write(descriptor, path, bytes) } catch {
      // After a refused sync everybody sees the bytes, and no later sync brings them to the disk: they
      // are taken back, as far as the disk lets that happen.
      if ftruncate(descriptor, status.st_size) == 0 { fsync(descriptor) }
      throw error
    }
  }

  private static func write(
    _ descriptor: Int32, _ path: String, _ bytes: [UInt8]
  ) throws(PlatformError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw PlatformError("write", path) }
      done += count
    }
    guard fsync(descriptor) == 0 else { throw PlatformError("sync", path) }
  }

  /// Waits until a finished file is on the disk.
  package static func sync(_ path: String) throws(PlatformError) {
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw PlatformError("sync", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw PlatformError("sync", path) }
  }

  /// Waits until the names in a folder are on the disk, which SQLite does not always see to.
  package static func syncFolder(_ path: String) throws(PlatformError) { try sync(path) }

  package static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Makes a folder; one that is there already is fine.
  package static func makeFolder(_ path: String) throws(PlatformError) {
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw PlatformError("make folder", path)
    }
  }

  /// Makes a folder and those above it, and waits until their names are on the disk.
  package static func makeFolders(_ path: String) throws(PlatformError) {
    if !exists(parent(path)) { try makeFolders(parent(path)) }
    let isNew = !exists(path)
    try makeFolder(path)
    do { try syncFolder(parent(path)) } catch {
      // No later sync would bring the name to the disk: whoever tries again makes it again.
      if isNew { _ = unsafe rmdir(path) }
      throw error
    }
  }

  /// Makes a folder with a name that nobody has, in `place` or where temporary files go.
  package static func makeTemporaryFolder(
    prefix: String, in place: String? = nil
  ) throws(PlatformError) -> String {
    let usual = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    let base = place ?? usual
    var template = Array("\(base)/\(prefix).XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&template) else {
      throw PlatformError("make a temporary folder in", base)
    }
    return unsafe String(cString: made)
  }

  /// The names in a folder, sorted by bytes.
  package static func names(in folder: String) throws(PlatformError) -> [String] {
    guard let handle = unsafe opendir(folder) else { throw PlatformError("list", folder) }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
        unsafe String(decoding: unsafe buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  package static func remove(_ path: String) throws(PlatformError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw PlatformError("remove", path) }
  }

  /// Removes a folder and everything in it.
  package static func removeFolder(_ path: String) throws(PlatformError) {
    for name in try names(in: path) {
      let inside = path + "/" + name
      var status = stat()
      guard unsafe lstat(inside, &status) == 0 else { throw PlatformError("look at", inside) }
      if status.st_mode & S_IFMT == S_IFDIR { try removeFolder(inside) } else { try remove(inside) }
    }
    guard unsafe rmdir(path) == 0 else { throw PlatformError("remove", path) }
  }

  package static func rename(from: String, to: String) throws(PlatformError) {
    guard unsafe Glibc.rename(from, to) == 0 else { throw PlatformError("rename", from) }
  }

  private static func rename(_ from: String, _ to: String) -> Int32 {
    unsafe Glibc.rename(from, to)
  }

  /// Points the link at `path` to `target`, at once: readers see the old or the new one.
  package static func link(_ path: String, to target: String) throws(PlatformError) {
    let fresh = path + ".new"
    try remove(fresh)
    guard unsafe symlink(target, fresh) == 0 else { throw PlatformError("link", fresh) }
    guard rename(fresh, path) == 0 else { throw PlatformError("link", path) }
    try syncFolder(parent(path))
  }

  /// Where a link points, or `nil` when there is none.
  package static func target(of link: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe buffer.withUnsafeMutableBytes { buffer in
      guard let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else {
        return -1
      }
      return unsafe readlink(link, start, buffer.count)
    }
    return count > 0 ? String(decoding: buffer[0..<count], as: UTF8.self) : nil
  }

  /// Bytes that the file's blocks take and bytes that the disk has left, for messages.
  package static func spaceLeft(_ path: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }
}
