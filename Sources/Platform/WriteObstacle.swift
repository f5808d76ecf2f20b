import Glibc

/// A file or a folder that others have made so that this user may not write it, and what helps.
package struct WriteObstacle: Sendable, Equatable, CustomStringConvertible {
  package let path: String
  private let isFolder: Bool

  /// `nil` where there is no such file, or where it may be written as far as rights go.
  package init?(inFile path: String) {
    guard Self.isForbidden(path, W_OK) else { return nil }
    self.path = path
    isFolder = false
  }

  /// The same of a folder in which files are made.
  package init?(inFolder path: String) {
    guard Self.isForbidden(path, W_OK | X_OK) else { return nil }
    self.path = path
    isFolder = true
  }

  /// By the rights of the process, which may not be those of who started it.
  ///
  /// A disk that nobody can write is another matter.
  private static func isForbidden(_ path: String, _ rights: Int32) -> Bool {
    unsafe faccessat(AT_FDCWD, path, rights, AT_EACCESS) != 0 && errno == EACCES
      && access(path, F_OK) == 0
  }

  package var description: String {
    let what = isFolder ? "the folder \(path)" : path
    guard let file = Rights(path) else { return "\(what) cannot be written" }
    return "\(what) belongs to \(Self.user(file.owner)) and cannot be written: \(remedy)"
  }

  /// The line that its owner or an administrator types.
  package var remedy: String {
    let me = geteuid()
    guard let file = Rights(path), let place = Rights(Files.parent(path)) else {
      return "see its rights"
    }
    let name = Self.quoted(path)
    if file.owner == me { return "type chmod u+w \(name)" }
    let who = file.owner == 0 ? "root" : "\(Self.user(file.owner)) or root"
    // In a folder of one's own it is to be one's own; in a group's it is to be the group's.
    if place.owner == me { return "let root type chown \(Self.user(me)) \(name)" }
    let group = isFolder ? getegid() : place.group
    let rights = isFolder ? "g+rwxs" : "g+rw"
    return "let \(who) type chgrp \(Self.group(group)) \(name) && chmod \(rights) \(name)"
  }

  /// Who owns what.
  private struct Rights {
    let owner: uid_t
    let group: gid_t

    init?(_ path: String) {
      var status = stat()
      guard unsafe stat(path, &status) == 0 else { return nil }
      owner = status.st_uid
      group = status.st_gid
    }
  }

  /// The name, or the number of a user without one.
  private static func user(_ id: uid_t) -> String {
    guard let entry = unsafe getpwuid(id) else { return "\(id)" }
    return unsafe String(cString: entry.pointee.pw_name)
  }

  private static func group(_ id: gid_t) -> String {
    guard let entry = unsafe getgrgid(id) else { return "\(id)" }
    return unsafe String(cString: entry.pointee.gr_name)
  }

  /// As a shell takes it.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x2D && $0 <= 0x39)
        || $0 == 0x5F
    }
    return isPlain
      ? path
      : "'"
        + path.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}

extension PlatformError {
  /// What helps where rights are missing: of the file that was to be written, or of its folder.
  package var remedy: String? {
    guard code == EACCES, operation != "read", operation != "list" else { return nil }
    let obstacle =
      WriteObstacle(inFile: path) ?? WriteObstacle(inFolder: Files.parent(path))
    return obstacle.map { "\($0)" }
  }
}
