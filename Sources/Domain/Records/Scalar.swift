/// A value that fits in 64 bits: everything but text and lists.
@usableFromInline package protocol Scalar: FieldKind, Sendable {
  init(bits: Int64)
  var bits: Int64 { get }
}

extension Int64: Scalar {
  @usableFromInline package static var kind: FieldType { .integer }
  @inlinable package init(bits: Int64) { self = bits }
  @inlinable package var bits: Int64 { self }
}

extension Decimal4: Scalar {
  @usableFromInline package static var kind: FieldType { .decimal }
  @inlinable package init(bits: Int64) { self.init(rawValue: bits) }
  @inlinable package var bits: Int64 { rawValue }
}

extension Day: Scalar {
  @usableFromInline package static var kind: FieldType { .day }
  @inlinable package init(bits: Int64) { self.init(rawValue: Int32(truncatingIfNeeded: bits)) }
  @inlinable package var bits: Int64 { Int64(rawValue) }
}

extension Instant: Scalar {
  @usableFromInline package static var kind: FieldType { .instant }
  @inlinable package init(bits: Int64) { self.init(rawValue: bits) }
  @inlinable package var bits: Int64 { rawValue }
}

extension Bool: Scalar {
  @usableFromInline package static var kind: FieldType { .flag }
  @inlinable package init(bits: Int64) { self = bits != 0 }
  @inlinable package var bits: Int64 { self ? 1 : 0 }
}
