import CCrypto
package import Domain

/// SHA-256 of what is fed to it, by the system's libcrypto.
///
/// Blocks, payloads, tables and rows without an id are all named by it, so it stands below every
/// floor that needs a name for bytes; it is pure, and only this file talks to the library.
@safe package final class SHA256 {
  /// The bytes of a digest.
  package static let size = 32

  private let context: OpaquePointer

  package init() {
    guard let context = unsafe EVP_MD_CTX_new(),
      unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    else { preconditionFailure("libcrypto has no SHA-256, or no memory") }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Feeds bytes; the parts' borders do not matter.
  package func update(_ bytes: Bytes) {
    let fed = unsafe EVP_DigestUpdate(context, bytes.buffer.baseAddress, bytes.count)
    precondition(fed == 1, "SHA-256 refused its input")
  }

  package func update(_ bytes: [UInt8]) { bytes.borrowed { update($0) } }

  /// The digest of all that was fed; the next bytes begin a new one.
  package func finalize() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Self.size)
    let done = unsafe EVP_DigestFinal_ex(context, &digest, nil)
    let begun = unsafe EVP_DigestInit_ex(context, nil, nil)
    precondition(done == 1 && begun == 1, "SHA-256 did not end")
    return digest
  }

  /// The first eight bytes of the digest of all that was fed, as a number; the next bytes begin a new
  /// one.
  package func finalizeStart() -> UInt64 {
    var digest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    let done = unsafe withUnsafeMutableBytes(of: &digest) { buffer in
      unsafe EVP_DigestFinal_ex(
        context, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
    }
    let begun = unsafe EVP_DigestInit_ex(context, nil, nil)
    precondition(done == 1 && begun == 1, "SHA-256 did not end")
    return UInt64(bigEndian: digest.0)
  }

  /// The digest of one run of bytes.
  package static func hash(_ bytes: Bytes) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: size)
    let done = unsafe EVP_Digest(
      bytes.buffer.baseAddress, bytes.count, &digest, nil, EVP_sha256(), nil)
    precondition(done == 1, "SHA-256 refused its input")
    return digest
  }

  package static func hash(_ bytes: [UInt8]) -> [UInt8] { bytes.borrowed { hash($0) } }
}

extension Sequence<UInt8> {
  /// Two lower-case hexadecimal digits a byte.
  package var hex: String {
    var digits: [UInt8] = []
    for byte in self {
      for nibble in [byte >> 4, byte & 15] { digits.append(nibble + (nibble < 10 ? 0x30 : 0x57)) }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
