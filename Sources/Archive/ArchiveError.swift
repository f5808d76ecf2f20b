/// Why a payload cannot be had.
package enum ArchiveError: Error, Equatable, CustomStringConvertible {
  case foreign(path: String)
  case newer(path: String, format: Int64)
  case absent(String)
  case erased(String)
  case damaged(String, String)

  /// Somebody reads an older state of the file, so removed bytes are still there.
  case held

  package var description: String {
    switch self {
    case .foreign(let path): "\(path) is not an archive of Svod"
    case .newer(let path, let format):
      "\(path) has format \(format), which is newer than this svod: update svod"
    case .held:
      "somebody is still reading the archive, so the removed bytes are not wiped yet: end what reads "
        + "the book, then run svod payload erase again"
    case .absent(let hash): "the archive has no payload \(hash.prefix(12))"
    case .erased(let hash): "payload \(hash.prefix(12)) was erased from the archive"
    case .damaged(let hash, let detail):
      "payload \(hash.prefix(12)) is damaged in the archive: \(detail); restore a backup"
    }
  }
}
