import Digest
package import Domain

/// Numbers the states of documents: the first eight bytes of the SHA-256 over type and body.
///
/// Two states of one document that had equal numbers would be taken for one, and the later one lost:
/// in 64 bits of SHA-256 that happens to one pair in 10¹⁹.
package final class StateNumbers {
  private let digest = SHA256()
  private var tags: [Int: [UInt8]] = [:]

  package init() {}

  package func number(_ schema: EventSchema, _ body: Bytes) -> Int64 {
    if let tag = tags[schema.index] {
      digest.update(tag)
    } else {
      let tag = Array(schema.tag.utf8) + [0]
      tags[schema.index] = tag
      digest.update(tag)
    }
    digest.update(body)
    let state = Int64(bitPattern: digest.finalizeStart())
    return state == StreamVersion.withdrawn ? 1 : state
  }
}
