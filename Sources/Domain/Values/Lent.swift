/// An object that somebody else keeps alive while it is lent.
///
/// Swift counts a reference for as long as it calls what it found in a variable or an array. Such a
/// count is an instruction that waits until everything before it is written to memory: in the loops
/// that every event and every row go through, that was a tenth of a rebuild. Whoever lends sees to it
/// that the object outlives the loan.
@safe @usableFromInline package struct Lent<Object: AnyObject> {
  @usableFromInline let object: Unmanaged<Object>

  @inlinable
  package init(_ object: Object) { unsafe self.object = .passUnretained(object) }

  /// Calls `body` with the object.
  @inlinable @inline(__always)
  package func use<Result, Failure: Error>(
    _ body: (Object) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outcome: Swift.Result<Result, Failure> = unsafe object._withUnsafeGuaranteedRef { object in
      do throws(Failure) { return .success(try body(object)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }
}
