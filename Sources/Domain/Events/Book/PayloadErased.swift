/// A payload's bytes were erased from the archive; its events and its hash stay.
package struct PayloadErased: EventType {
  package static let kind = StreamKind("archive.payloads")
  package static let noun = "erased"

  package let sha256 = Field<Text>(1, "SHA-256 of the payload, lower-case hex")
  package let reason = Field<Text>(2, "Why it was erased")
  package init() {}
}
